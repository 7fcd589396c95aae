// `paths` of a rule: the files it is for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scan/rule/rule_text.h"

namespace broch::scan {

/// Globs as `matches` (scan/input/glob.h) has them. What is excluded stays out even where it is included.
struct RulePaths {
  std::vector<std::string> include;  ///< empty: every file
  std::vector<std::string> exclude;

  /// `path` is relative to the project's root. Text without a path is for every rule.
  bool admit(std::string_view path) const;
};

/// `node` is the map under `paths`, or null.
Result<RulePaths> read_paths(const yaml::Node* node, const RuleText& text);

}  // namespace broch::scan
