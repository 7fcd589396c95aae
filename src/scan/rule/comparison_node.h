// The compiled form of a comparison; for comparison.cc and its parser alone.
#pragma once

#include <memory>

#include "scan/match/regex.h"
#include "scan/rule/comparison.h"

namespace broch::scan {

enum class Operation : uint8_t {
  kLiteral,
  kVariable,
  kList,
  kAnd,
  kOr,
  kNot,
  kNegate,
  kCompare,  // operands with comparators between: a < b < c
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kInt,
  kStr,
  kLower,
  kUpper,
  kToday,
  kStrptime,
  kMatch,
};

enum class Comparator : uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
  kNotIn
};

/// `operands` are indexes of earlier nodes, so that evaluation is one pass over the array. `regex` is set
/// where re.match was given a literal.
struct Comparison::Node {
  Operation operation = Operation::kLiteral;
  Value literal;
  std::string variable;
  std::vector<uint32_t> operands;
  std::vector<Comparator> comparators;
  std::unique_ptr<Regex> regex;
};

/// Appends the nodes of `text` in the order of evaluation, the root last, and the names of its metavariables.
Status parse_comparison(std::string_view text, std::vector<Comparison::Node>& nodes,
                        std::vector<std::string>& variables);

}  // namespace broch::scan
