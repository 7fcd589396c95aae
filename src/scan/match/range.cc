#include "scan/match/range.h"

#include <span>

namespace broch::scan {

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
      work_.step();
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
  const auto key_order = [](const Range& a, const Range& b) {
    return std::tuple(a.span, a.kind, a.bindings.size()) < std::tuple(b.span, b.kind, b.bindings.size());
  };
  std::sort(ranges.begin(), ranges.end(), key_order);
  const auto same = [&](const Range& a, const Range& b) {
    return a.span == b.span && a.kind == b.kind && a.bindings.size() == b.bindings.size() &&
           std::all_of(a.bindings.begin(), a.bindings.end(), [&](const Binding& x) {
             const Binding* y = find_binding(b.bindings, x.variable);
             return y != nullptr && y->span == x.span && y->text == x.text;
           });
  };
  // Duplicates need not be neighbours: ranges of one interval may differ in their bindings.
  std::vector<Range> out;
  for (Range& range : ranges) {
    bool known = false;
    for (size_t i = out.size(); i-- > 0 && out[i].span == range.span && !known;) known = same(out[i], range);
    if (!known) out.push_back(std::move(range));
  }
  ranges = std::move(out);
}

}  // namespace broch::scan
