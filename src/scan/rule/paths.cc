#include "scan/rule/paths.h"

#include <algorithm>

#include "scan/input/glob.h"

namespace broch::scan {

bool RulePaths::admit(std::string_view path) const {
  if (path.empty()) return true;
  const auto means = [&](const std::string& glob) { return matches(glob, path); };
  if (std::any_of(exclude.begin(), exclude.end(), means)) return false;
  return include.empty() || std::any_of(include.begin(), include.end(), means);
}

Result<RulePaths> read_paths(const yaml::Node* node, const RuleText& text) {
  RulePaths out;
  if (node == nullptr) return out;
  if (!node->is_map()) return text.error(*node, "`paths` is a map with `include` and `exclude`");
  BROCH_CHECK(text.only_keys(*node, {"include", "exclude"}));
  for (const auto& [key, globs] : node->members) {
    if (!globs.is_sequence()) return text.error(globs, "`" + key.scalar + "` is a list of globs");
    for (const yaml::Node& glob : globs.items) {
      if (!glob.is_scalar() || glob.scalar.empty()) return text.error(glob, "a glob is text");
      (key.scalar == "include" ? out.include : out.exclude).push_back(glob.scalar);
    }
  }
  return out;
}

}  // namespace broch::scan
