// Conditions of `patterns`: what the bindings of a range must fulfil for it to stay.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scan/match/regex.h"
#include "scan/rule/comparison.h"
#include "scan/scan.h"
#include "scan/tree/types.h"

namespace broch::scan {

struct Formula;

/// A capture group that binds a metavariable: `$1`, or `$NAME` for (?P<NAME>...).
struct Capture {
  size_t group;
  uint16_t variable;
  bool numbered;
};

/// metavariable-regex: the text of the variable must match from its start. `by_value`: not the text but the
/// constant it is known to be.
struct RegexCondition {
  uint16_t variable;
  Regex regex;
  std::vector<Capture> captures;
  bool by_value = false;
};

/// metavariable-pattern: the formula must match within what the variable is bound to; what it binds on the
/// way is bound from there on. `as` names the language that the bound text is read as, where that is not the
/// code's own; kText is no language at all, for regular expressions.
struct PatternCondition {
  enum class As : uint8_t { kCode, kText, kLanguage };
  uint16_t variable;
  std::shared_ptr<const Formula> formula;
  As as = As::kCode;
  Language language = Language::kPython;
  /// Of `$...X` in a programming language, which is no expression even where the list has one element.
  bool of_list = false;
};

/// metavariable-comparison. `variables` are those of the comparison, in its order. What `converted` is bound
/// to is read without quotes (`strip`) and as an integer of `base`.
struct ComparisonCondition {
  Comparison comparison;
  std::vector<uint16_t> variables;
  std::optional<uint16_t> converted;
  bool strip = false;
  int base = 0;  ///< 2 to 36; 0 leaves numbers as they are written
};

/// metavariable-analysis.
struct AnalysisCondition {
  enum class Analyzer : uint8_t { kEntropy, kRedos };
  uint16_t variable;
  Analyzer analyzer;
};

/// metavariable-type: the expression is of one of the types.
struct TypeCondition {
  uint16_t variable;
  std::vector<Type> types;
};

using Condition =
    std::variant<RegexCondition, PatternCondition, ComparisonCondition, AnalysisCondition, TypeCondition>;

}  // namespace broch::scan
