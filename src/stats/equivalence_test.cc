#include "stats/equivalence.h"

#include <cmath>

#include "stats/testing.h"

namespace broch::stats {
namespace {

TEST(Tost, OfTwelveDifferences) {
  // Mean and error 1/6, 11 degrees of freedom, margin 1/2: t is 4 and 2; tails by numeric integration.
  const std::vector<double> d = {0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, -1};
  const Tost result = tost(clustered_mean(d, singletons(12)), .5);
  EXPECT_NEAR(result.p_below, .001043, kSixDecimals);
  EXPECT_NEAR(result.p_above, .035402, kSixDecimals);
  EXPECT_EQ(result.p, result.p_above);
}

TEST(Tost, IsTheIntervalWithinTheMargins) {
  for (size_t b = 0; b <= 20; ++b) {
    const ClusteredMean mean = clustered_mean(discordant(b, 10, 300), singletons(300));
    const Interval interval = t_interval(mean, .90);
    const bool within = interval.low > -.03 && interval.high < .03;
    EXPECT_EQ(tost(mean, .03).p < .05, within) << b;
  }
}

TEST(Tost, OfEqualRunsNeedsEnoughClusters) {
  // Bonett & Price: error sqrt(2)/(n+2); .05 over it is 1.4496 at 39 and 1.6617 at 45, by hand.
  const auto equal = [](size_t n) {
    return tost(clustered_mean(std::vector<double>(n, 0), singletons(n)), .05).p;
  };
  EXPECT_GT(equal(39), .05);
  EXPECT_LT(equal(45), .05);
  EXPECT_EQ(tost(clustered_mean({}, {}), .05).p, 1);
}

TEST(NonInferiority, OfNineLostAndSixWon) {
  const NonInferiority result = non_inferiority(9, 6, 300, .03);
  EXPECT_NEAR(result.loss, .01, kSixDecimals);
  EXPECT_NEAR(result.standard_error, .012897, kSixDecimals);
  EXPECT_NEAR(result.upper, .031214, kSixDecimals);
  EXPECT_NEAR(result.z, 1.550745, kSixDecimals);
  EXPECT_NEAR(result.p, .060481, kSixDecimals);
  EXPECT_FALSE(result.shown);
  EXPECT_TRUE(non_inferiority(9, 6, 300, .032).shown);
}

TEST(NonInferiority, WithoutDiscordantPairsNeedsEnoughItems) {
  EXPECT_FALSE(non_inferiority(0, 0, 5, .05).shown);
  EXPECT_FALSE(non_inferiority(0, 0, 39, .05).shown);
  EXPECT_TRUE(non_inferiority(0, 0, 45, .05).shown);
  const NonInferiority nothing = non_inferiority(0, 0, 0, .05);
  EXPECT_FALSE(nothing.shown);
  EXPECT_EQ(nothing.p, 1);
  EXPECT_EQ(nothing.upper, 1);
}

TEST(NonInferiority, OfAllLostIsNotShown) {
  const NonInferiority result = non_inferiority(20, 0, 20, .05);
  EXPECT_FALSE(result.shown);
  EXPECT_GT(result.p, .999);
  EXPECT_EQ(result.loss, 1);
}

TEST(LossUpperLimit, OfNineLostAndSixWon) {
  // As above but with the divisor n-1.
  const std::vector<double> loss = discordant(9, 6, 300);
  EXPECT_NEAR(loss_upper_limit(loss, singletons(300)), .01 + (.031214 - .01) * std::sqrt(300.0 / 299),
              kSixDecimals);
}

TEST(LossUpperLimit, OfNoLossNeedsEnoughItems) {
  EXPECT_GT(loss_upper_limit(std::vector<double>(40, 0), singletons(40)), .05);
  EXPECT_LT(loss_upper_limit(std::vector<double>(50, 0), singletons(50)), .05);
  // Fifty items in ten clusters are ten witnesses.
  std::vector<int64_t> clusters;
  for (int64_t i = 0; i < 50; ++i) clusters.push_back(i / 5);
  EXPECT_GT(loss_upper_limit(std::vector<double>(50, 0), clusters), .15);
  EXPECT_EQ(loss_upper_limit({}, {}), 1);
}

TEST(Tost, OfTwoIndependentShares) {
  // .90 and .88 of 400 each: error sqrt(.09/400 + .1056/400) = .022113, z (.1 - .02)/.022113 = 3.6178.
  const Tost t = tost(Share{.90, 400}, Share{.88, 400}, .1);
  EXPECT_NEAR(t.p_above, .000149, 1e-6);
  EXPECT_LT(t.p_below, 1e-6);
  EXPECT_EQ(t.p, t.p_above);
  // What is as wide as this shows nothing.
  EXPECT_GT(tost(Share{.9, 20}, Share{.9, 20}, .1).p, .05);
  EXPECT_EQ(tost(Share{1, 0}, Share{1, 50}, .1).p, 1);
}

}  // namespace
}  // namespace broch::stats
