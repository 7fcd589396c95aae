#include "scan/match/range.h"

#include <gmock/gmock.h>

#include "core/hash.h"

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Range range(size_t begin, size_t end, RangeKind kind = RangeKind::kPlain, std::string_view x = {}) {
  Range out{{begin, end}, {}, kind};
  if (!x.empty()) out.bindings.push_back({.variable = 0, .text = x});
  return out;
}

std::vector<std::pair<size_t, size_t>> spans(const std::vector<Range>& ranges) {
  std::vector<std::pair<size_t, size_t>> out;
  for (const Range& one : ranges) out.emplace_back(one.span.begin, one.span.end);
  return out;
}

class Ranges : public ::testing::Test {
 protected:
  const FlatTree tree_{"", Grammar::of(Language::kPython), {}};
  const Names names_{tree_};
  const MatchOptions options_;
  Work work_;
  const RangeAlgebra algebra_{Equality(names_, options_), work_};
};

TEST_F(Ranges, TheSmallerSurvivesWithBothBindings) {
  Range inner = range(2, 4);
  inner.bindings.push_back({.variable = 1, .text = "y"});
  const auto found = algebra_.intersect({range(0, 9, RangeKind::kPlain, "x")}, {inner, range(8, 12)});
  ASSERT_THAT(spans(found), ElementsAre(std::pair(2, 4)));
  EXPECT_EQ(find_binding(found[0].bindings, 0)->text, "x");
  EXPECT_EQ(find_binding(found[0].bindings, 1)->text, "y");
}

TEST_F(Ranges, BindingsMustAgree) {
  const Range x = range(0, 9, RangeKind::kPlain, "x"), y = range(2, 4, RangeKind::kPlain, "y");
  EXPECT_THAT(algebra_.intersect({x}, {y}), IsEmpty());
  Range numbered = y;
  numbered.bindings[0].numbered = true;
  EXPECT_THAT(spans(algebra_.intersect({x}, {numbered})), ElementsAre(std::pair(2, 4)));
}

TEST_F(Ranges, AnInsideRangeNeverReplacesAPlainOne) {
  EXPECT_THAT(algebra_.intersect({range(0, 9)}, {range(2, 4, RangeKind::kInside)}), IsEmpty());
  EXPECT_THAT(spans(algebra_.intersect({range(2, 4)}, {range(0, 9, RangeKind::kInside)})),
              ElementsAre(std::pair(2, 4)));
  EXPECT_THAT(spans(algebra_.intersect({range(0, 9, RangeKind::kInside)}, {range(2, 4, RangeKind::kInside)})),
              ElementsAre(std::pair(2, 4)));
}

TEST_F(Ranges, SubtractionByKindOfNegative) {
  const auto rest = [&](Negation how, const Range& negative) {
    std::vector<Range> from{range(2, 4), range(2, 8)};
    algebra_.subtract(from, {negative}, how);
    return spans(from);
  };
  EXPECT_THAT(rest(Negation::kNot, range(2, 4)), ElementsAre(std::pair(2, 8)));
  EXPECT_THAT(rest(Negation::kNot, range(0, 9)), ElementsAre(std::pair(2, 4), std::pair(2, 8)));
  EXPECT_THAT(rest(Negation::kNotInside, range(2, 5)), ElementsAre(std::pair(2, 8)));
  EXPECT_THAT(rest(Negation::kNotInside, range(0, 9)), IsEmpty());
  EXPECT_THAT(rest(Negation::kNotRegex, range(5, 6)), ElementsAre(std::pair(2, 4)));
  EXPECT_THAT(rest(Negation::kNotRegex, range(3, 6)), ElementsAre(std::pair(2, 4)))
      << "3..6 lies within 2..8, and only overlaps 2..4";
}

// The indexed algebra against its definition, pair by pair.
TEST_F(Ranges, AgreesWithTheDefinitionOnRandomRanges) {
  Random random(11);
  const auto some = [&] {
    std::vector<Range> out;
    for (uint64_t n = random.below(12); n > 0; --n) {
      const size_t begin = random.below(10);
      out.push_back(range(begin, begin + random.below(6),
                          random.below(3) == 0 ? RangeKind::kInside : RangeKind::kPlain,
                          random.below(2) == 0 ? "x" : ""));
    }
    return out;
  };
  for (int round = 0; round < 500; ++round) {
    const auto a = some(), b = some();
    std::vector<Range> expected;
    for (const Range& u : a) {
      for (const Range& v : b) {
        const auto keep = [&](const Range& small, const Range& large) {
          if (small.kind == RangeKind::kInside && large.kind != RangeKind::kInside) return;
          if (!algebra_.included(small, large)) return;
          expected.push_back(small);
          extend(expected.back().bindings, large.bindings);
        };
        keep(u, v);
        if (!(u.span == v.span && u.kind == v.kind)) keep(v, u);
      }
    }
    algebra_.normalise(expected);
    EXPECT_EQ(spans(algebra_.intersect(a, b)), spans(expected)) << "round " << round;
    for (const Negation how : {Negation::kNot, Negation::kNotInside, Negation::kNotRegex}) {
      std::vector<Range> from = a, naive = a;
      algebra_.subtract(from, b, how);
      std::erase_if(naive, [&](const Range& x) {
        return std::any_of(b.begin(), b.end(), [&](const Range& y) {
          const bool in = algebra_.included(x, y), out = algebra_.included(y, x);
          return how == Negation::kNot ? in && out : how == Negation::kNotInside ? in : in || out;
        });
      });
      EXPECT_EQ(spans(from), spans(naive)) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace broch::scan
