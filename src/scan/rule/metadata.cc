#include "scan/rule/metadata.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "scan/match/regex.h"

namespace broch::scan {

std::string normalise_cwe(std::string_view text) {
  const std::string lower = to_lower(text);
  const size_t at = lower.find("cwe");
  if (at == std::string::npos) return {};
  size_t begin = at + 3;
  while (begin < lower.size() && !std::isdigit(static_cast<unsigned char>(lower[begin]))) ++begin;
  size_t end = begin;
  while (end < lower.size() && std::isdigit(static_cast<unsigned char>(lower[end]))) ++end;
  return end > begin ? "CWE-" + lower.substr(begin, end - begin) : std::string();
}

Result<Severity> read_severity(const yaml::Node& node, const RuleText& text) {
  for (const std::string_view word : {"ERROR", "HIGH", "CRITICAL"}) {
    if (iequals(node.scalar, word)) return Severity::kError;
  }
  for (const std::string_view word : {"WARNING", "MEDIUM"}) {
    if (iequals(node.scalar, word)) return Severity::kWarning;
  }
  for (const std::string_view word : {"INFO", "LOW"}) {
    if (iequals(node.scalar, word)) return Severity::kInfo;
  }
  return text.error(node, "unknown severity `" + node.scalar + "`",
                    "use ERROR, WARNING or INFO (or CRITICAL, HIGH, MEDIUM, LOW)");
}

Status read_metadata(const yaml::Node* node, const RuleText& text, Rule& rule) {
  if (node == nullptr) return {};
  if (!node->is_map()) return text.error(*node, "`metadata` is a map");
  for (const char* key : {"cwe", "cwe_id", "cwe-id"}) {
    for (const std::string& entry : scalars(node->find(key))) {
      const std::string id = normalise_cwe(entry);
      if (id.empty()) {
        return text.error(*node->find(key), "`" + entry + "` is no CWE id", "write it as CWE-89");
      }
      if (std::find(rule.info.cwe.begin(), rule.info.cwe.end(), id) == rule.info.cwe.end()) {
        rule.info.cwe.push_back(id);
      }
    }
  }
  if (const yaml::Node* secure = node->find("secure")) rule.info.secure = trim(secure->scalar);
  if (const yaml::Node* disabled = node->find("disabled")) {
    rule.info.disabled = trim(disabled->scalar);
    if (rule.info.disabled.empty()) return text.error(*disabled, "`disabled` gives the reason");
  }
  if (const yaml::Node* occurs = node->find("occurs")) {
    auto regex = Regex::compile(occurs->scalar, Regex::Mode::kSearch);
    if (!regex) return text.at(*occurs, regex.error());
    rule.occurs = occurs->scalar;
  }
  if (const yaml::Node* category = node->find("category")) rule.category = category->scalar;
  if (const yaml::Node* confidence = node->find("confidence")) {
    const auto parsed = parse_confidence(confidence->scalar);
    if (!parsed) {
      return text.error(*confidence, "unknown confidence `" + confidence->scalar + "`",
                        "use HIGH, MEDIUM or LOW");
    }
    rule.info.confidence = *parsed;
  }
  return {};
}

}  // namespace broch::scan
