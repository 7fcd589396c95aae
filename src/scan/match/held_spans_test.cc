#include "scan/match/held_spans.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

TEST(HeldSpans, TellsWhetherOneLiesWithin) {
  const HeldSpans spans({{30, 35}, {10, 90}, {20, 25}});
  EXPECT_TRUE(spans.any_in({20, 25}));
  EXPECT_TRUE(spans.any_in({0, 100}));
  EXPECT_TRUE(spans.any_in({11, 40}));  // the first that begins in it ends in it
  EXPECT_TRUE(spans.any_in({21, 35}));
  EXPECT_FALSE(spans.any_in({10, 24}));  // both that begin in it end behind it
  EXPECT_FALSE(spans.any_in({21, 34}));
  EXPECT_FALSE(spans.any_in({36, 100}));
  EXPECT_FALSE(HeldSpans({}).any_in({0, 100}));
}

}  // namespace
}  // namespace broch::scan
