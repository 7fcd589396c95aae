// The machine contract of `broch scan --json`.
#include "report/places.h"
#include "report/scan_report.h"

namespace broch::report {

size_t ScanReport::count(Known known) const {
  size_t out = 0;
  for (const ScannedText& text : texts) {
    for (const CodeFinding& one : text.findings) out += one.known == known ? 1 : 0;
  }
  return out;
}

namespace {

json::Array trace_records(const Finding& finding, const std::vector<scan::Extent>& where) {
  json::Array out;
  for (size_t i = 0; i < where.size(); ++i) {
    out.push_back(json::Object{{"line", where[i].begin.line},
                               {"column", where[i].begin.column},
                               {"end_line", where[i].end.line},
                               {"end_column", where[i].end.column},
                               {"note", finding.trace[i].note}});
  }
  return out;
}

}  // namespace

json::Array finding_records(const ScannedText& text) {
  json::Array out;
  const std::vector<scan::Extent> where = places(text);
  const std::vector<std::vector<scan::Extent>> traces = trace_places(text);
  for (size_t i = 0; i < text.findings.size(); ++i) {
    if (text.findings[i].known != Known::kNo) continue;
    const Finding& finding = text.findings[i].finding;
    json::Object record;
    if (!text.path.empty()) record.append("path", text.path);
    record.append("line", where[i].begin.line);
    record.append("column", where[i].begin.column);
    record.append("end_line", where[i].end.line);
    record.append("end_column", where[i].end.column);
    record.append("rule", finding.rule);
    record.append("cwe", json::Value::strings(finding.cwe()));
    record.append("severity", name(finding.severity));
    record.append("confidence", name(finding.confidence));
    record.append("message", finding.message);
    record.append("secure", finding.remediation);
    if (finding.fix) record.append("fix", *finding.fix);
    record.append("fingerprint", text.findings[i].fingerprint);
    record.append("begin_byte", static_cast<int64_t>(finding.span.begin));
    record.append("end_byte", static_cast<int64_t>(finding.span.end));
    if (!finding.trace.empty()) record.append("trace", trace_records(finding, traces[i]));
    out.push_back(std::move(record));
  }
  return out;
}

namespace {

json::Array skipped_records(const std::vector<scan::SkippedFile>& skipped) {
  json::Array out;
  for (const scan::SkippedFile& one : skipped)
    out.push_back(json::Object{{"path", one.path}, {"why", one.why}});
  return out;
}

}  // namespace

std::string scan_json(const ScanReport& report) {
  json::Array findings, partial, reasons, fixed;
  for (const ScannedText& text : report.texts) {
    for (json::Value& record : finding_records(text)) findings.push_back(std::move(record));
    if (!text.partial) continue;
    partial.push_back(text.path);
    reasons.push_back(json::Object{{"path", text.path}, {"why", text.why}});
  }
  json::Object out{{"findings", std::move(findings)},
                   {"files", static_cast<int64_t>(report.texts.size())},
                   {"skipped", skipped_records(report.skipped)},
                   {"partial", std::move(partial)},
                   {"partial_why", std::move(reasons)},
                   {"other_files", static_cast<int64_t>(report.other_files)},
                   {"skipped_rules", static_cast<int64_t>(report.skipped_rules)},
                   {"suppressed", static_cast<int64_t>(report.count(Known::kSuppressed))},
                   {"baseline", static_cast<int64_t>(report.count(Known::kBaseline))}};
  if (report.wants_fixes) {
    for (const FixedFile& file : report.fixed) {
      json::Object record{{"path", file.path},
                          {"applied", static_cast<int64_t>(file.applied)},
                          {"overlapping", static_cast<int64_t>(file.overlapping)}};
      if (!file.diff.empty()) record.append("diff", file.diff);
      fixed.push_back(std::move(record));
    }
    out.append("fixed", std::move(fixed));
    out.append("not_fixed", skipped_records(report.not_fixed));
  }
  return json::dump(out) + "\n";
}

}  // namespace broch::report
