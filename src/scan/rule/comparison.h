// The expression of metavariable-comparison: a small, pure part of Python.
//
//   literals, lists, $X      and or not      == != < <= > >= in, not in      + - * / %
//   int(x) str(x) lower(x) upper(x) today() strptime("2024-01-31") re.match("regex", x)
//
// A value that is not known is opaque, and an expression in which one takes part has no result: the condition
// then fails, whatever `not` or `or` stand around it.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "scan/rule/value.h"

namespace broch::scan {

class Comparison {
 public:
  /// The value of a metavariable, named without "$".
  using Lookup = std::function<Value(std::string_view name)>;

  /// At most 4 KB, nested at most 50 deep. The error says what is wrong, without a place.
  static Result<Comparison> compile(std::string_view expression);

  /// True only when the expression is known to be true. `today` is what today() answers.
  bool holds(const Lookup& lookup, std::chrono::sys_days today) const;
  /// Metavariables that occur, without "$".
  const std::vector<std::string>& variables() const { return variables_; }

  Comparison(Comparison&&) noexcept;
  Comparison& operator=(Comparison&&) noexcept;
  ~Comparison();

  struct Node;

 private:
  Comparison();
  std::vector<Node> nodes_;
  std::vector<std::string> variables_;
};

}  // namespace broch::scan
