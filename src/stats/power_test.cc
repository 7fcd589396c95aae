#include "stats/power.h"

#include <cmath>

#include "stats/testing.h"

namespace broch::stats {
namespace {

/// Miller (2024): variance of true differences 1/9; attempts at one item vary by 1/6 in both runs.
struct MillerCase {
  double within, attempts, items, tolerance;
};
class Miller : public testing::TestWithParam<MillerCase> {};

TEST_P(Miller, ItemsNeeded) {
  const MillerCase& c = GetParam();
  const PairedDesign design{1.0 / 9, c.within, c.within, c.attempts, c.attempts};
  EXPECT_NEAR(items_needed(design.variance(), .03), c.items, c.tolerance);
}

INSTANTIATE_TEST_SUITE_P(
    Attempts, Miller,
    testing::Values(MillerCase{0, 1, 968.997, 5e-4},  // endless attempts; 969 in the paper
                    MillerCase{1.0 / 6, 1, 3875.99, 5e-3}, MillerCase{1.0 / 6, 5, 1550.40, 5e-3},
                    MillerCase{1.0 / 6, 10, 1259.70, 5e-3}));

struct ConnorCase {
  double discordant, difference, pairs;
};
class Connor : public testing::TestWithParam<ConnorCase> {};

TEST_P(Connor, Pairs) {
  EXPECT_NEAR(connor_pairs(GetParam().discordant, GetParam().difference), GetParam().pairs, 5e-4);
  EXPECT_NEAR(connor_pairs(GetParam().discordant, -GetParam().difference), GetParam().pairs, 5e-4);
}

INSTANTIATE_TEST_SUITE_P(Table, Connor,
                         testing::Values(ConnorCase{.2, .05, 625.547}, ConnorCase{.1, .05, 311.587},
                                         ConnorCase{.3, .1, 233.095}, ConnorCase{.15, .09, 142.969}));

TEST(ConnorEnds, RaiseTheShareToTheDifference) {
  EXPECT_EQ(connor_pairs(.01, .05), connor_pairs(.05, .05));
  EXPECT_GT(connor_pairs(1, 1), 0);
  EXPECT_TRUE(std::isinf(connor_pairs(.2, 0)));
}

TEST(MinimumDetectable, OfThreeDesigns) {
  EXPECT_NEAR(minimum_detectable(1.0 / 9, 198), .066367, kSixDecimals);  // Miller (2024)
  EXPECT_NEAR(minimum_detectable(2 * .5 * .5, 1000), .062645, kSixDecimals);
  EXPECT_NEAR(minimum_detectable(2 * .2 * .8, 251), .100033, kSixDecimals);
  EXPECT_EQ(minimum_detectable(.5, 0), 1);
}

TEST(Power, TurnsTheNumberOfItemsRound) {
  EXPECT_NEAR(power_of(1.0 / 9, 969, .03), .80, 1e-4);
  EXPECT_NEAR(power_of(1.0 / 9, 198, -.066367), .80, 1e-4);
  EXPECT_NEAR(power_of(1.0 / 9, 198, 0), .025, 1e-9);
  EXPECT_EQ(power_of(1.0 / 9, 0, .03), 0);
}

TEST(ItemsNeeded, ForNoDifferenceAreEndless) { EXPECT_TRUE(std::isinf(items_needed(.1, 0))); }

TEST(TwoSamples, ThirtyAgainstTwentyPercent) {
  EXPECT_NEAR(two_sample_items(.30, .20), 293.15, 5e-3);
  EXPECT_NEAR(two_sample_items(.20, .30), 293.15, 5e-3);
  EXPECT_TRUE(std::isinf(two_sample_items(.2, .2)));
  EXPECT_NEAR(cohen_h(.30, .20), .231984, kSixDecimals);
}

TEST(CohenH, EndsAtPi) {
  EXPECT_NEAR(cohen_h(1, 0), std::acos(-1.0), 1e-12);
  EXPECT_EQ(cohen_h(.4, .4), 0);
}

}  // namespace
}  // namespace broch::stats
