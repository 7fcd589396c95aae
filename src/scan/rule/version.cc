#include "scan/rule/version.h"

#include <array>

#include "core/number.h"
#include "core/text.h"

namespace broch::scan {
namespace {

/// Major, minor, patch; missing parts are 0.
using Version = std::array<uint32_t, 3>;

std::optional<Version> parse_version(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '.');
  Version out{};
  if (parts.size() > out.size()) return std::nullopt;
  for (size_t i = 0; i < parts.size(); ++i) {
    const std::optional<uint32_t> part = parse_number<uint32_t>(parts[i]);
    if (!part) return std::nullopt;
    out[i] = *part;
  }
  return out;
}

}  // namespace

Result<std::optional<std::string>> outside_version(const yaml::Node& rule, const RuleText& text) {
  const Version ours = *parse_version(kRuleFormatVersion);
  for (const char* key : {"min-version", "max-version"}) {
    const yaml::Node* node = rule.find(key);
    if (node == nullptr) continue;
    const auto bound = parse_version(node->scalar);
    if (!bound) return text.error(*node, "`" + std::string(key) + "` is a version such as 1.38.0");
    const bool least = key[1] == 'i';
    if (least ? ours < *bound : ours > *bound) {
      return "the rule is for versions of the format " + std::string(least ? "from " : "up to ") +
             node->scalar + ", this is " + std::string(kRuleFormatVersion);
    }
  }
  return std::nullopt;
}

}  // namespace broch::scan
