// The range algebra: how the results of a rule's operators combine, as Semgrep defines it.
//
// A formula evaluates to ranges: byte intervals with metavariable bindings. `u` is included in `v` when its
// interval lies within v's and every metavariable bound in both has equal values.
#pragma once

#include <vector>

#include "scan/match/matcher.h"

namespace broch::scan {

enum class RangeKind : uint8_t {
  kPlain,
  kInside,  ///< from pattern-inside: bounds others, and is a result only where nothing else is
  kRegexp,
};

struct Range {
  Span span;
  Bindings bindings;
  RangeKind kind = RangeKind::kPlain;
};

enum class Negation : uint8_t { kNot, kNotInside, kNotRegex };

class RangeAlgebra {
 public:
  RangeAlgebra(const Equality& equality, Work& work) : equality_(equality), work_(work) {}

  /// For each pair the smaller range, with the bindings of both. A range of pattern-inside survives only
  /// against another of its kind.
  std::vector<Range> intersect(const std::vector<Range>& a, const std::vector<Range>& b) const;
  /// Removes from `from` what a negative range excludes: with kNot those of the same interval, with
  /// kNotInside those that lie in it, with kNotRegex those where one lies in the other.
  void subtract(std::vector<Range>& from, const std::vector<Range>& negative, Negation how) const;
  bool included(const Range& u, const Range& v) const;
  const Equality& equality() const { return equality_; }
  /// Sorts by place and removes ranges with the same interval and bindings.
  void normalise(std::vector<Range>& ranges) const;

 private:
  const Equality equality_;
  Work& work_;
};

}  // namespace broch::scan
