// SARIF 2.1.0 (OASIS, 2020-03-27). `security-severity` and `precision` are the properties that code scanning
// services read.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "core/text.h"
#include "core/version.h"
#include "report/places.h"
#include "report/scan_report.h"
#include "taxonomy/taxonomy.h"

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

/// RFC 3986: everything but unreserved characters and separators is percent-encoded.
std::string uri(std::string_view path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  if (path.starts_with("./")) path.remove_prefix(2);
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || std::string_view("-._~/").find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

json::Object artifact(std::string_view path) {
  json::Object out{{"uri", uri(path)}};
  if (!path.starts_with('/')) out.append("uriBaseId", "%SRCROOT%");
  return out;
}

json::Object region(const scan::Extent& where) {
  return json::Object{{"startLine", where.begin.line},
                      {"startColumn", where.begin.column},
                      {"endLine", where.end.line},
                      {"endColumn", where.end.column}};
}

json::Object text_of(std::string text) { return json::Object{{"text", std::move(text)}}; }

/// The number of "CWE-89".
std::string cwe_number(std::string_view id) { return std::string(id.substr(id.find('-') + 1)); }

/// CWE ids of all rules, in the order of their numbers: an id's place here is its `index`.
class CweTaxa {
 public:
  explicit CweTaxa(const std::vector<scan::RuleInfo>& rules) {
    std::set<std::string> known;
    for (const scan::RuleInfo& rule : rules) known.insert(rule.cwe.begin(), rule.cwe.end());
    ids_.assign(known.begin(), known.end());
    std::sort(ids_.begin(), ids_.end(), [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
  }

  json::Object reference(const std::string& id) const {
    const auto at = std::find(ids_.begin(), ids_.end(), id);
    return json::Object{{"id", cwe_number(id)},
                        {"index", static_cast<int>(at - ids_.begin())},
                        {"toolComponent", json::Object{{"name", "CWE"}, {"index", 0}}}};
  }

  json::Object component() const {
    json::Array taxa;
    for (const std::string& id : ids_) {
      json::Object taxon{{"id", cwe_number(id)},
                         {"helpUri", "https://cwe.mitre.org/data/definitions/" + cwe_number(id) + ".html"}};
      if (const taxonomy::Entry* entry = taxonomy::find(id)) {
        taxon.append("name", std::string(entry->name));
        if (!entry->description.empty())
          taxon.append("shortDescription", text_of(std::string(entry->description)));
      }
      taxa.push_back(std::move(taxon));
    }
    return json::Object{{"name", "CWE"},
                        {"organization", "MITRE"},
                        {"informationUri", "https://cwe.mitre.org/"},
                        {"isComprehensive", false},
                        {"shortDescription", text_of("The MITRE Common Weakness Enumeration")},
                        {"taxa", std::move(taxa)}};
  }

 private:
  std::vector<std::string> ids_;
};

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
      {"shortDescription", text_of(rule.id)},
      {"fullDescription", text_of(rule.message)},
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
                                 {"insertedContent", text_of(*finding.fix)}};
  const json::Object change{{"artifactLocation", artifact(path)}, {"replacements", json::Array{replacement}}};
  json::Object out{{"artifactChanges", json::Array{change}}};
  if (!finding.remediation.empty()) out.append("description", text_of(finding.remediation));
  return out;
}

/// One thread flow from the source to the sink.
json::Value code_flow(const Finding& finding, const std::string& path,
                      const std::vector<scan::Extent>& trace) {
  json::Array locations;
  for (size_t i = 0; i < trace.size(); ++i) {
    const json::Object place{{"artifactLocation", artifact(path)}, {"region", region(trace[i])}};
    const json::Object location{{"physicalLocation", place}, {"message", text_of(finding.trace[i].note)}};
    locations.push_back(json::Object{{"location", location}});
  }
  return json::Object{{"threadFlows", json::Array{json::Object{{"locations", std::move(locations)}}}}};
}

json::Value result(const CodeFinding& found, const std::string& path, const scan::Extent& where,
                   const std::vector<scan::Extent>& trace, int rule_index) {
  const Finding& finding = found.finding;
  const json::Object place{{"artifactLocation", artifact(path)}, {"region", region(where)}};
  json::Object out{
      {"ruleId", finding.rule},
      {"level", level(finding.severity)},
      {"message", text_of(finding.message)},
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
  const json::Object place{{"artifactLocation", artifact(path)}};
  return json::Object{{"level", grade},
                      {"message", text_of(std::move(text))},
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
  return json::Object{{"executionSuccessful", true}, {"toolExecutionNotifications", std::move(notes)}};
}

}  // namespace

std::string sarif(const ScanReport& report, const scan::RulePack& pack) {
  const CweTaxa taxa(pack.rules());
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
  return json::dump(json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                 {"version", "2.1.0"},
                                 {"runs", json::Array{run}}},
                    2) +
         "\n";
}

}  // namespace broch::report
