// `fix` and `fix-regex` of a rule: what to write instead of a match.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scan/match/bindings.h"
#include "scan/match/pattern.h"
#include "scan/match/regex.h"
#include "scan/rule/rule_text.h"

namespace broch::scan {

/// `fix-regex`: replaces what `regex` finds in the matched text, at most `count` times where count > 0. `\1`
/// and
/// `\g<1>` in the replacement are groups.
struct FixRegex {
  Regex regex;
  std::string replacement;
  int count = 0;

  /// Nothing when the regex finds nothing, or the result would be longer than 64 KB.
  std::optional<std::string> apply(std::string_view matched) const;
};

/// A rule has one of both, or none.
struct Fix {
  std::optional<std::string> text;  ///< with metavariables
  std::optional<FixRegex> regex;

  std::optional<std::string> apply(std::string_view matched, const Metavariables& variables,
                                   const Bindings& bindings) const;
};

/// The fix of a rule.
Result<Fix> read_fix(const yaml::Node& rule, const RuleText& text);

}  // namespace broch::scan
