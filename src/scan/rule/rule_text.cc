#include "scan/rule/rule_text.h"

#include <algorithm>

#include "core/text.h"

namespace broch::scan {

Result<std::string> RuleText::required(const yaml::Node& map, std::string_view key) const {
  const yaml::Node* value = map.find(key);
  if (value == nullptr) return error(map, "the rule has no `" + std::string(key) + "`");
  if (!value->is_scalar() || trim(value->scalar).empty()) {
    return error(*value, "`" + std::string(key) + "` is a text that is not empty");
  }
  return value->scalar;
}

Status RuleText::only_keys(const yaml::Node& map, const std::vector<std::string>& known) const {
  for (const auto& [key, value] : map.members) {
    if (std::find(known.begin(), known.end(), key.scalar) == known.end()) {
      return error(key, "unknown key `" + key.scalar + "`" + did_you_mean(key.scalar, known));
    }
  }
  return {};
}

std::vector<std::string> scalars(const yaml::Node* node) {
  std::vector<std::string> out;
  if (node == nullptr) return out;
  if (node->is_scalar()) out.push_back(node->scalar);
  for (const yaml::Node& item : node->items) {
    if (item.is_scalar()) out.push_back(item.scalar);
  }
  return out;
}

}  // namespace broch::scan
