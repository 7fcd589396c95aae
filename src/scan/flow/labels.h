// Labels of taint, and conditions over them: `requires: (INPUT or COOKIE) and not CHECKED`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace broch::scan {

/// A set of labels: bit i is label i of the rule.
using LabelSet = uint64_t;

/// The labels of one rule, numbered in order of appearance. Label 0 is that of sources without a label.
class Labels {
 public:
  static constexpr size_t kMax = 64;
  static constexpr uint8_t kDefault = 0;
  static constexpr std::string_view kDefaultName = "__SOURCE__";

  /// Adds the label when it is new. An error when it is no identifier or one too many; without a place.
  Result<uint8_t> id(std::string_view name);

 private:
  std::vector<std::string> names_{std::string(kDefaultName)};
};

/// A condition over labels, in postfix order.
class LabelCondition {
 public:
  /// What holds when taint without a label is there.
  LabelCondition();
  /// Identifiers, `and`, `or`, `not` and parentheses, with Python's precedence; at most 50 levels. Errors
  /// have no place.
  static Result<LabelCondition> parse(std::string_view text, Labels& labels);

  bool holds(LabelSet present) const;
  /// Labels that the condition names.
  LabelSet mentioned() const { return mentioned_; }

 private:
  friend class LabelParser;
  enum class Op : uint8_t { kLabel, kNot, kAnd, kOr };
  struct Step {
    Op op;
    uint8_t label = 0;
  };
  std::vector<Step> steps_;
  LabelSet mentioned_ = 0;
};

}  // namespace broch::scan
