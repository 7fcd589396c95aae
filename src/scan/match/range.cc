#include "scan/match/range.h"

#include <algorithm>
#include <compare>
#include <span>
#include <tuple>

namespace broch::scan {
namespace {

/// Keeping a range costs memory; this many steps each bound how many one scan can hold.
constexpr uint64_t kRangeCost = 80;
/// When a limit has ended the work, sorting more than this would only go on with it.
constexpr size_t kKeptAtTheEnd = 1'000;

}  // namespace

bool RangeAlgebra::included(const Range& u, const Range& v) const {
  return v.span.contains(u.span) && unifiable(equality_, u.bindings, v.bindings);
}

namespace {

/// Ranges in order of where they begin, to find those that can lie within another without looking at all.
class ByBegin {
 public:
  explicit ByBegin(const std::vector<Range>& ranges) {
    for (const Range& range : ranges) order_.push_back(&range);
    std::sort(order_.begin(), order_.end(), [](const Range* x, const Range* y) { return x->span < y->span; });
  }

  std::span<const Range* const> within(Span span) const {
    const auto first = std::partition_point(
        order_.begin(), order_.end(), [&](const Range* range) { return range->span.begin < span.begin; });
    const auto last = std::partition_point(first, order_.end(),
                                           [&](const Range* range) { return range->span.begin <= span.end; });
    return {first, last};
  }

 private:
  std::vector<const Range*> order_;
};

}  // namespace

std::vector<Range> RangeAlgebra::intersect(const std::vector<Range>& a, const std::vector<Range>& b) const {
  std::vector<Range> out;
  const auto keep = [&](const Range& u, const Range& v) {
    if (u.kind == RangeKind::kInside && v.kind != RangeKind::kInside) return;
    if (!included(u, v)) return;
    work_.step(kRangeCost);
    out.push_back(u);
    extend(out.back().bindings, v.bindings);
  };
  const ByBegin in_a(a), in_b(b);
  for (const Range& v : b) {
    for (const Range* u : in_a.within(v.span)) {
      if (!work_.step()) return out;
      keep(*u, v);
    }
  }
  for (const Range& u : a) {
    for (const Range* v : in_b.within(u.span)) {
      if (!work_.step()) return out;
      if (!(u.span == v->span && u.kind == v->kind)) keep(*v, u);
    }
  }
  normalise(out);
  return out;
}

void RangeAlgebra::subtract(std::vector<Range>& from, const std::vector<Range>& negative,
                            Negation how) const {
  const ByBegin in_negative(negative);
  std::erase_if(from, [&](const Range& x) {
    const auto excludes = [&](const Range& y) {
      if (!work_.step()) return false;
      switch (how) {
        case Negation::kNot:
          return included(x, y) && included(y, x);
        case Negation::kNotInside:
          return included(x, y);
        case Negation::kNotRegex:
          return included(x, y) || included(y, x);
      }
      return false;
    };
    if (how != Negation::kNot) return std::any_of(negative.begin(), negative.end(), excludes);
    // Only what begins where x begins can be of the same interval.
    const auto same_begin = in_negative.within({x.span.begin, x.span.begin});
    return std::any_of(same_begin.begin(), same_begin.end(), [&](const Range* y) { return excludes(*y); });
  });
}

void RangeAlgebra::normalise(std::vector<Range>& ranges) const {
  if (work_.exhausted() && ranges.size() > kKeptAtTheEnd) ranges.resize(kKeptAtTheEnd);
  const auto order_of = [](const Binding& b) { return std::tuple(b.variable, b.span, b.text); };
  for (Range& range : ranges) {
    std::sort(range.bindings.begin(), range.bindings.end(),
              [&](const Binding& a, const Binding& b) { return order_of(a) < order_of(b); });
  }
  // A total order, so that duplicates are neighbours: thousands of ranges may share one interval.
  const auto compare = [&](const Range& a, const Range& b) -> std::weak_ordering {
    const auto key = [](const Range& r) { return std::tuple(r.span, r.kind, r.bindings.size()); };
    if (const auto by_key = key(a) <=> key(b); by_key != 0) return by_key;
    for (size_t i = 0; i < a.bindings.size(); ++i) {
      const auto by_binding = order_of(a.bindings[i]) <=> order_of(b.bindings[i]);
      if (by_binding != 0) return by_binding;
    }
    return std::weak_ordering::equivalent;
  };
  std::stable_sort(ranges.begin(), ranges.end(),
                   [&](const Range& a, const Range& b) { return compare(a, b) < 0; });
  const auto same = [&](const Range& a, const Range& b) { return compare(a, b) == 0; };
  ranges.erase(std::unique(ranges.begin(), ranges.end(), same), ranges.end());
}

}  // namespace broch::scan
