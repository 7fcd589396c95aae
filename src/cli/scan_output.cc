#include "cli/scan_output.h"

#include <fmt/format.h>

#include "core/text.h"
#include "scan/scan.h"

namespace broch::cli {
namespace {

constexpr size_t kMaxFrameLine = 160;
constexpr const char* kRed = "\033[1;31m";
constexpr const char* kYellow = "\033[1;33m";
constexpr const char* kBlue = "\033[1;34m";
constexpr const char* kBold = "\033[1m";
constexpr const char* kPlain = "\033[0m";

const char* word(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "info";
  }
  return "warning";
}

/// Blanks that put the caret under `column`, with the tabs of the line kept.
std::string indent_to(std::string_view line, size_t bytes) {
  std::string out;
  for (size_t at = 0; at < bytes && at < line.size(); at += decode_utf8(line, at).length) {
    out += line[at] == '\t' ? '\t' : ' ';
  }
  return out;
}

size_t code_points(std::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); at += decode_utf8(text, at).length) ++count;
  return count;
}

/// Control characters of scanned text must not reach the terminal.
std::string printable(std::string_view text) {
  std::string out = sanitize_utf8(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t') c = ' ';
    if (c == 0x7f) c = ' ';
  }
  return out;
}

std::string frame(const Finding& finding, const LineIndex& lines) {
  const int number = lines.at(finding.span.begin).line;
  const Span span = lines.line_span(number);
  const std::string_view line = lines.line(number);
  const size_t begin = finding.span.begin - span.begin;
  const size_t end = std::min(finding.span.end - span.begin, line.size());
  if (begin > kMaxFrameLine) return fmt::format("  {:>5} | …\n", number);
  const std::string_view shown = line.substr(0, kMaxFrameLine);
  const size_t marked =
      end > begin ? code_points(shown.substr(std::min(begin, shown.size()), end - begin)) : 1;
  return fmt::format("  {:>5} | {}{}\n        | {}{}\n", number, printable(shown),
                     shown.size() < line.size() ? "…" : "", indent_to(shown, begin),
                     std::string(std::max<size_t>(marked, 1), '^'));
}

}  // namespace

json::Array finding_records(const Scanned& scanned) {
  json::Array out;
  const LineIndex lines(scanned.text);
  for (const Finding& finding : scanned.findings) {
    const LineColumn begin = lines.at(finding.span.begin), end = lines.at(finding.span.end);
    json::Object record;
    if (!scanned.path.empty()) record.append("path", scanned.path);
    record.append("line", begin.line);
    record.append("column", begin.column);
    record.append("end_line", end.line);
    record.append("end_column", end.column);
    record.append("rule", finding.rule);
    record.append("cwe", json::Value::strings(finding.cwe()));
    record.append("severity", name(finding.severity));
    record.append("confidence", name(finding.confidence));
    record.append("message", finding.message);
    record.append("secure", finding.remediation);
    if (finding.fix) record.append("fix", *finding.fix);
    record.append("fingerprint", scan::fingerprint(finding, scanned.path, scanned.text));
    out.push_back(std::move(record));
  }
  return out;
}

std::string source_frames(const Scanned& scanned, bool color) {
  std::string out;
  const LineIndex lines(scanned.text);
  const auto paint = [&](const char* code) { return color ? code : ""; };
  for (const Finding& finding : scanned.findings) {
    const LineColumn begin = lines.at(finding.span.begin);
    const char* tone = finding.severity == Severity::kError     ? kRed
                       : finding.severity == Severity::kWarning ? kYellow
                                                                : kBlue;
    out += fmt::format("{}{}:{}:{}:{} {}{}:{} {} [{}{}]\n", paint(kBold), scanned.path, begin.line,
                       begin.column, paint(kPlain), paint(tone), word(finding.severity), paint(kPlain),
                       printable(finding.message), finding.rule,
                       finding.cwe().empty() ? "" : ", " + join(finding.cwe(), ", "));
    out += frame(finding, lines);
    if (!finding.remediation.empty())
      out += fmt::format("        = write instead: {}\n", finding.remediation);
  }
  return out;
}

}  // namespace broch::cli
