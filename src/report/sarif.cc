// SARIF 2.1.0 (OASIS, 2020-03-27). `security-severity` and `precision` are the properties that code scanning
// services read.
#include <algorithm>
#include <map>
#include <set>

#include "core/text.h"
#include "core/version.h"
#include "report/places.h"
#include "report/sarif_parts.h"
#include "report/scan_report.h"

namespace broch::report {
namespace {

const char* level(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "note";
  }
  return "warning";
}

/// On CVSS's scale: high, medium, low.
const char* security_severity(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "8.0";
    case Severity::kWarning:
      return "5.5";
    case Severity::kInfo:
      return "2.5";
  }
  return "5.5";
}

json::Object region(const scan::Extent& where) {
  return json::Object{{"startLine", where.begin.line},
                      {"startColumn", where.begin.column},
                      {"endLine", where.end.line},
                      {"endColumn", where.end.column}};
}

json::Value rule_descriptor(const scan::RuleInfo& rule, const CweTaxa& taxa) {
  json::Array tags{"security"}, relationships;
  std::string weaknesses;
  for (const std::string& cwe : rule.cwe) {
    tags.push_back("external/cwe/" + to_lower(cwe));
    relationships.push_back(
        json::Object{{"target", taxa.reference(cwe)}, {"kinds", json::Array{"superset"}}});
    weaknesses += (weaknesses.empty() ? "" : ", ") + cwe;
  }
  std::string help = rule.message, markdown = rule.message;
  if (!rule.secure.empty()) {
    help += "\nWrite instead: " + rule.secure;
    markdown += "\n\n**Write instead:** " + rule.secure;
  }
  if (!weaknesses.empty()) markdown += "\n\n" + weaknesses;
  json::Object out{
      {"id", rule.id},
      {"shortDescription", sarif_text(rule.id)},
      {"fullDescription", sarif_text(rule.message)},
      {"help", json::Object{{"text", help}, {"markdown", markdown}}},
      {"defaultConfiguration", json::Object{{"level", level(rule.severity)}}},
      {"properties", json::Object{{"tags", std::move(tags)},
                                  {"precision", to_lower(name(rule.confidence))},
                                  {"security-severity", security_severity(rule.severity)}}},
  };
  if (!rule.cwe.empty()) {
    out.append("helpUri", "https://cwe.mitre.org/data/definitions/" + cwe_number(rule.cwe.front()) + ".html");
    out.append("relationships", std::move(relationships));
  }
  return out;
}

json::Value fix(const Finding& finding, const std::string& path, const scan::Extent& where) {
  const json::Object replacement{{"deletedRegion", region(where)},
                                 {"insertedContent", sarif_text(*finding.fix)}};
  const json::Object change{{"artifactLocation", sarif_artifact(path)},
                            {"replacements", json::Array{replacement}}};
  json::Object out{{"artifactChanges", json::Array{change}}};
  if (!finding.remediation.empty()) out.append("description", sarif_text(finding.remediation));
  return out;
}

/// One thread flow from the source to the sink.
json::Value code_flow(const Finding& finding, const std::string& path,
                      const std::vector<scan::Extent>& trace) {
  json::Array locations;
  for (size_t i = 0; i < trace.size(); ++i) {
    const json::Object place{{"artifactLocation", sarif_artifact(path)}, {"region", region(trace[i])}};
    const json::Object location{{"physicalLocation", place}, {"message", sarif_text(finding.trace[i].note)}};
    locations.push_back(json::Object{{"location", location}});
  }
  return json::Object{{"threadFlows", json::Array{json::Object{{"locations", std::move(locations)}}}}};
}

json::Value result(const CodeFinding& found, const std::string& path, const scan::Extent& where,
                   const std::vector<scan::Extent>& trace, int rule_index) {
  const Finding& finding = found.finding;
  const json::Object place{{"artifactLocation", sarif_artifact(path)}, {"region", region(where)}};
  json::Object out{
      {"ruleId", finding.rule},
      {"level", level(finding.severity)},
      {"message", sarif_text(finding.message)},
      {"locations", json::Array{json::Object{{"physicalLocation", place}}}},
      {"partialFingerprints", json::Object{{"brochFingerprint/v1", found.fingerprint}}},
  };
  if (rule_index >= 0) out.append("ruleIndex", rule_index);
  if (!trace.empty()) out.append("codeFlows", json::Array{code_flow(finding, path, trace)});
  if (finding.fix) out.append("fixes", json::Array{fix(finding, path, where)});
  if (found.known == Known::kSuppressed) {
    out.append("suppressions", json::Array{json::Object{{"kind", "inSource"}, {"status", "accepted"}}});
  } else if (found.known == Known::kBaseline) {
    out.append("suppressions",
               json::Array{json::Object{
                   {"kind", "external"}, {"status", "accepted"}, {"justification", "in the baseline"}}});
  }
  return out;
}

json::Value notification(const std::string& path, std::string text, const char* grade) {
  const json::Object place{{"artifactLocation", sarif_artifact(path)}};
  return json::Object{{"level", grade},
                      {"message", sarif_text(std::move(text))},
                      {"locations", json::Array{json::Object{{"physicalLocation", place}}}}};
}

/// What was not scanned, so that nobody takes the lack of results for an answer.
json::Value invocation(const ScanReport& report) {
  json::Array notes;
  for (const ScannedText& text : report.texts) {
    if (text.partial) notes.push_back(notification(text.path, "scanned in part: " + text.why, "warning"));
  }
  for (const scan::SkippedFile& one : report.skipped) {
    notes.push_back(notification(one.path, "not scanned: " + one.why, "note"));
  }
  json::Object out{{"executionSuccessful", true}, {"toolExecutionNotifications", std::move(notes)}};
  if (report.skipped_rules > 0) {
    const std::string text = std::to_string(report.skipped_rules) + " rules were skipped";
    out.append("toolConfigurationNotifications",
               json::Array{json::Object{{"level", "warning"}, {"message", sarif_text(text)}}});
  }
  return out;
}

}  // namespace

std::string sarif(const ScanReport& report, const scan::RulePack& pack) {
  std::set<std::string> weaknesses;
  for (const scan::RuleInfo& rule : pack.rules()) weaknesses.insert(rule.cwe.begin(), rule.cwe.end());
  const CweTaxa taxa(weaknesses);
  json::Array rules, results;
  std::map<std::string_view, int> index;
  for (const scan::RuleInfo& rule : pack.rules()) {
    index.emplace(rule.id, static_cast<int>(rules.size()));
    rules.push_back(rule_descriptor(rule, taxa));
  }
  for (const ScannedText& text : report.texts) {
    const std::vector<scan::Extent> where = places(text);
    const std::vector<std::vector<scan::Extent>> traces = trace_places(text);
    for (size_t i = 0; i < text.findings.size(); ++i) {
      const auto known = index.find(text.findings[i].finding.rule);
      results.push_back(result(text.findings[i], text.path, where[i], traces[i],
                               known == index.end() ? -1 : known->second));
    }
  }
  const json::Object driver{
      {"name", "broch"},
      {"semanticVersion", version()},
      {"rules", std::move(rules)},
      {"supportedTaxonomies", json::Array{json::Object{{"name", "CWE"}, {"index", 0}}}}};
  const json::Object run{{"tool", json::Object{{"driver", driver}}},
                         {"columnKind", "unicodeCodePoints"},
                         {"invocations", json::Array{invocation(report)}},
                         {"taxonomies", json::Array{taxa.component()}},
                         {"properties", json::Object{{"rulePackDigest", pack.digest()}}},
                         {"results", std::move(results)}};
  return sarif_document(run);
}

}  // namespace broch::report
