// `languages` of a rule.
#pragma once

#include <vector>

#include "scan/rule/rule_text.h"
#include "scan/scan.h"

namespace broch::scan {

/// `regex_only`: the rule is for `regex`, that is every text, and holds no patterns. `any_text`: it is, or is
/// for `generic`.
struct RuleLanguages {
  std::vector<Language> languages;
  bool regex_only = false;
  bool any_text = false;
};

/// `node` is what stands under `languages`. Languages of the rule format that are not scanned are passed over
/// beside one that is, and an error alone.
Result<RuleLanguages> read_languages(const yaml::Node& node, const RuleText& text);

}  // namespace broch::scan
