// Findings as a compiler shows them.
#include <fmt/format.h>

#include <map>

#include "core/text.h"
#include "report/places.h"
#include "report/scan_report.h"

namespace broch::report {
namespace {

constexpr size_t kMaxFrameLine = 160;
constexpr int kMaxFrameLines = 8;
constexpr size_t kMaxTraceSteps = 8;
// Files that are skipped for one reason: so many are named, the others counted.
constexpr size_t kMaxNamed = 5;
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

const char* tone(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return kRed;
    case Severity::kWarning:
      return kYellow;
    case Severity::kInfo:
      return kBlue;
  }
  return kBlue;
}

/// Control characters of scanned text must not reach the terminal.
std::string printable(std::string_view text) {
  std::string out = sanitize_utf8(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t') c = ' ';
    if (c == 0x7f) c = ' ';
  }
  // C1 controls, of which U+009B begins a sequence as ESC [ does.
  for (size_t at = out.find('\xC2'); at != std::string::npos && at + 1 < out.size();
       at = out.find('\xC2', at + 1)) {
    if (static_cast<unsigned char>(out[at + 1]) < 0xA0) out.replace(at, 2, " ");
  }
  return out;
}

/// Blanks that put the caret under byte `bytes`, with the tabs of the line kept.
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

/// Line `number` with carets under what `span` covers of it. Of a long line the beginning is shown.
std::string frame_line(const LineIndex& lines, int number, Span span) {
  const Span whole = lines.line_span(number);
  const std::string_view line = lines.line(number);
  const size_t first = std::min(line.find_first_not_of(" \t"), line.size());
  const size_t begin = span.begin > whole.begin ? span.begin - whole.begin : first;
  const size_t end = std::min(span.end - whole.begin, line.size());
  if (begin > kMaxFrameLine) return fmt::format("  {:>5} | …\n", number);
  const std::string_view shown = line.substr(0, kMaxFrameLine);
  const size_t marked =
      end > begin ? code_points(shown.substr(std::min(begin, shown.size()), end - begin)) : 1;
  return fmt::format("  {:>5} | {}{}\n        | {}{}\n", number, printable(shown),
                     shown.size() < line.size() ? "…" : "", indent_to(shown, begin),
                     std::string(std::max<size_t>(marked, 1), '^'));
}

std::string frame(const LineIndex& lines, Span span, const scan::Extent& where) {
  std::string out;
  // A span that ends with its line does not mean the next.
  const int last =
      where.end.column == 1 && where.end.line > where.begin.line ? where.end.line - 1 : where.end.line;
  for (int number = where.begin.line; number <= last; ++number) {
    if (number == where.begin.line + kMaxFrameLines) return out + "        | …\n";
    if (number > where.begin.line && trim(lines.line(number)).empty()) continue;
    out += frame_line(lines, number, span);
  }
  return out;
}

void add_frames(const ScannedText& text, bool color, std::string& out) {
  const LineIndex lines(text.text);
  const std::vector<scan::Extent> where = places(text);
  const std::vector<std::vector<scan::Extent>> traces = trace_places(text);
  const auto paint = [&](const char* code) { return color ? code : ""; };
  for (size_t i = 0; i < text.findings.size(); ++i) {
    if (text.findings[i].known != Known::kNo) continue;
    const Finding& finding = text.findings[i].finding;
    out +=
        fmt::format("{}{}:{}:{}:{} {}{}:{} {} [{}{}]\n", paint(kBold), printable(text.path),
                    where[i].begin.line, where[i].begin.column, paint(kPlain), paint(tone(finding.severity)),
                    word(finding.severity), paint(kPlain), printable(finding.message), finding.rule,
                    finding.cwe().empty() ? "" : ", " + join(finding.cwe(), ", "));
    out += frame(lines, finding.span, where[i]);
    // The sink is the finding itself.
    for (size_t step = 0; step + 1 < traces[i].size() && step < kMaxTraceSteps; ++step) {
      const LineColumn at = traces[i][step].begin;
      out += fmt::format("        = {} {}:{}:{}\n", finding.trace[step].note, printable(text.path), at.line,
                         at.column);
    }
    if (!finding.remediation.empty()) {
      out += fmt::format("        = write instead: {}\n", printable(finding.remediation));
    }
  }
}

void add_skipped(const char* label, const std::vector<scan::SkippedFile>& skipped, std::string& out) {
  std::map<std::string_view, size_t> by_reason;
  for (const scan::SkippedFile& one : skipped) ++by_reason[one.why];
  for (const scan::SkippedFile& one : skipped) {
    if (by_reason[one.why] <= kMaxNamed)
      out += fmt::format("{}: {}: {}\n", label, printable(one.path), one.why);
  }
  for (const auto& [why, count] : by_reason) {
    if (count > kMaxNamed) out += fmt::format("{}: {} files or folders: {}\n", label, count, why);
  }
}

std::string counted(size_t count, const char* what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string summary(const ScanReport& report) {
  std::string out =
      counted(report.count(Known::kNo), "finding") + " in " + counted(report.texts.size(), "file");
  if (const size_t count = report.count(Known::kSuppressed); count > 0)
    out += fmt::format(", {} suppressed", count);
  if (const size_t count = report.count(Known::kBaseline); count > 0)
    out += fmt::format(", {} in the baseline", count);
  if (report.other_files > 0)
    out += fmt::format("; {} in no language that a rule is for", counted(report.other_files, "file"));
  return out + "\n";
}

}  // namespace

std::string scan_text(const ScanReport& report, bool color, bool quiet) {
  std::string out;
  for (const ScannedText& text : report.texts) add_frames(text, color, out);
  for (const FixedFile& file : report.fixed) {
    // A dry run's diff is for `patch` as it is.
    out += file.diff;
    if (file.diff.empty())
      out += fmt::format("fixed: {}: {}\n", printable(file.path), counted(file.applied, "place"));
    if (file.overlapping > 0 && !quiet) {
      out += fmt::format("not fixed: {}: {} overlap others; run again\n", printable(file.path),
                         file.overlapping);
    }
  }
  add_skipped("not fixed", report.not_fixed, out);
  for (const ScannedText& text : report.texts) {
    if (text.partial) out += fmt::format("partial: {}: {}\n", printable(text.path), text.why);
  }
  add_skipped("skipped", report.skipped, out);
  return quiet ? out : out + summary(report);
}

}  // namespace broch::report
