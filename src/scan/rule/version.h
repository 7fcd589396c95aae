// `min-version` and `max-version` of a rule.
#pragma once

#include <optional>
#include <string>

#include "scan/rule/rule_text.h"

namespace broch::scan {

/// The version of the rule format that these rules are read as. Rules state the versions they are written for
/// in the numbering of the program that the format comes from.
inline constexpr std::string_view kRuleFormatVersion = "1.100.0";

/// Why a rule is not for this version; nothing when it is. A version that is no version is an error.
Result<std::optional<std::string>> outside_version(const yaml::Node& rule, const RuleText& text);

}  // namespace broch::scan
