// Annotations for GitHub. Per command a runner shows ten at most, so the gravest come first.
#include <algorithm>

#include "core/text.h"
#include "report/github.h"
#include "report/places.h"
#include "report/scan_report.h"

namespace broch::report {
namespace {

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
  std::vector<std::pair<std::string_view, std::string>> properties = {
      {"file", text.path},
      {"line", std::to_string(where.begin.line)},
      {"endLine", std::to_string(where.end.line)},
      {"col", std::to_string(where.begin.column)}};
  // Columns are shown only for a place within one line.
  if (where.begin.line == where.end.line)
    properties.emplace_back("endColumn", std::to_string(where.end.column));
  properties.emplace_back("title", std::move(title));
  return github_command(command(finding.severity), properties, message);
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
    out += github_command("notice", {{"file", text.path}, {"title", "scanned in part"}}, text.why);
  }
  for (const scan::SkippedFile& one : report.skipped) {
    out += github_command("notice", {{"file", one.path}, {"title", "not scanned"}}, one.why);
  }
  return out;
}

}  // namespace broch::report
