// Workflow commands of GitHub Actions: one line each, `::error file=…,line=…::message`. Per command a runner
// shows ten at most, so the gravest come first.
#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "report/places.h"
#include "report/scan_report.h"

namespace broch::report {
namespace {

/// A message is one line; a property moreover ends at `,` and its name at `:`.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : sanitize_utf8(text)) {
    switch (c) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      case ':':
        out += property ? "%3A" : ":";
        break;
      case ',':
        out += property ? "%2C" : ",";
        break;
      default:
        out += c;
    }
  }
  return out;
}

const char* command(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "notice";
  }
  return "warning";
}

std::string annotation(const ScannedText& text, const Finding& finding, const scan::Extent& where) {
  std::string title = finding.rule;
  if (!finding.cwe().empty()) title += " (" + join(finding.cwe(), ", ") + ")";
  std::string message = finding.message;
  if (!finding.remediation.empty()) message += "\nWrite instead: " + finding.remediation;
  // Columns are shown only for a place within one line.
  const std::string columns = where.begin.line == where.end.line
                                  ? fmt::format(",col={},endColumn={}", where.begin.column, where.end.column)
                                  : fmt::format(",col={}", where.begin.column);
  return fmt::format("::{} file={},line={},endLine={}{},title={}::{}\n", command(finding.severity),
                     escaped(text.path, true), where.begin.line, where.end.line, columns,
                     escaped(title, true), escaped(message, false));
}

}  // namespace

std::string scan_github(const ScanReport& report) {
  struct Line {
    Severity severity;
    std::string text;
  };
  std::vector<Line> lines;
  for (const ScannedText& text : report.texts) {
    const std::vector<scan::Extent> where = places(text);
    for (size_t i = 0; i < text.findings.size(); ++i) {
      if (text.findings[i].known != Known::kNo) continue;
      const Finding& finding = text.findings[i].finding;
      lines.push_back({finding.severity, annotation(text, finding, where[i])});
    }
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.severity > b.severity; });
  std::string out;
  for (const Line& line : lines) out += line.text;
  for (const ScannedText& text : report.texts) {
    if (!text.partial) continue;
    out += fmt::format("::notice file={},title=scanned in part::{}\n", escaped(text.path, true),
                       escaped(text.why, false));
  }
  for (const scan::SkippedFile& one : report.skipped) {
    out += fmt::format("::notice file={},title=not scanned::{}\n", escaped(one.path, true),
                       escaped(one.why, false));
  }
  return out;
}

}  // namespace broch::report
