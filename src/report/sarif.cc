// SARIF 2.1.0 (OASIS, 2020-03-27). `security-severity` and `precision` are the properties that code scanning
// services read.
#include <cctype>
#include <map>

#include "core/hash.h"
#include "core/json.h"
#include "core/text.h"
#include "core/version.h"
#include "report/report.h"

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

json::Object region(const LineIndex& lines, Span span) {
  const LineColumn begin = lines.at(span.begin), end = lines.at(span.end);
  return json::Object{{"startLine", begin.line},
                      {"startColumn", begin.column},
                      {"endLine", end.line},
                      {"endColumn", end.column}};
}

json::Value rule_descriptor(const scan::RuleInfo& rule) {
  json::Array tags{"security"};
  for (const std::string& cwe : rule.cwe) tags.push_back("external/cwe/" + to_lower(cwe));
  const std::string help = rule.secure.empty() ? rule.message : "Write instead: " + rule.secure;
  return json::Object{
      {"id", rule.id},
      {"shortDescription", json::Object{{"text", rule.id}}},
      {"fullDescription", json::Object{{"text", rule.message}}},
      {"help", json::Object{{"text", help}}},
      {"defaultConfiguration", json::Object{{"level", level(rule.severity)}}},
      {"properties", json::Object{{"tags", std::move(tags)},
                                  {"precision", to_lower(name(rule.confidence))},
                                  {"security-severity", security_severity(rule.severity)}}},
  };
}

json::Value result(const Finding& finding, const FileFindings& file, const LineIndex& lines, int rule_index) {
  const json::Object artifact{{"uri", uri(file.path)}};
  json::Object out{
      {"ruleId", finding.rule},
      {"level", level(finding.severity)},
      {"message", json::Object{{"text", finding.message}}},
      {"locations", json::Array{json::Object{
                        {"physicalLocation", json::Object{{"artifactLocation", artifact},
                                                          {"region", region(lines, finding.span)}}}}}},
      {"partialFingerprints",
       json::Object{{"brochFingerprint/v1", scan::fingerprint(finding, file.path, file.text)}}},
  };
  if (rule_index >= 0) out.append("ruleIndex", rule_index);
  if (finding.fix) {
    const json::Object replacement{{"deletedRegion", region(lines, finding.span)},
                                   {"insertedContent", json::Object{{"text", *finding.fix}}}};
    out.append(
        "fixes",
        json::Array{json::Object{
            {"description", json::Object{{"text", finding.remediation}}},
            {"artifactChanges", json::Array{json::Object{{"artifactLocation", artifact},
                                                         {"replacements", json::Array{replacement}}}}}}});
  }
  return out;
}

}  // namespace

std::string sarif(const std::vector<FileFindings>& files, const scan::RulePack& pack) {
  json::Array rules;
  std::map<std::string_view, int> index;
  for (const scan::RuleInfo& rule : pack.rules()) {
    index.emplace(rule.id, static_cast<int>(rules.size()));
    rules.push_back(rule_descriptor(rule));
  }
  json::Array results;
  for (const FileFindings& file : files) {
    const LineIndex lines(file.text);
    for (const Finding& finding : file.findings) {
      const auto known = index.find(finding.rule);
      results.push_back(result(finding, file, lines, known == index.end() ? -1 : known->second));
    }
  }
  const json::Object driver{{"name", "broch"}, {"semanticVersion", version()}, {"rules", std::move(rules)}};
  const json::Object run{{"tool", json::Object{{"driver", driver}}},
                         {"columnKind", "unicodeCodePoints"},
                         {"properties", json::Object{{"rulePackDigest", pack.digest()}}},
                         {"results", std::move(results)}};
  return json::dump(json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                 {"version", "2.1.0"},
                                 {"runs", json::Array{run}}},
                    2) +
         "\n";
}

}  // namespace broch::report
