#include "stats/paired.h"

#include <cmath>

#include "stats/testing.h"

namespace broch::stats {
namespace {

/// Twelve items of two runs, computed by hand.
const std::vector<double> kFirst = {1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0};
const std::vector<double> kSecond = {1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 1};

TEST(PairedDifference, OfTwelveItems) {
  const Estimate estimate = paired_difference(kFirst, kSecond, singletons(12));
  EXPECT_NEAR(estimate.value, .166667, kSixDecimals);
  EXPECT_NEAR(estimate.standard_error, .166667, kSixDecimals);
  expect_interval(estimate.interval, -.200164, .533498);
}

TEST(PairedDifference, OfEqualRunsKeepsAnInterval) {
  const std::vector<double> a(30, 1);
  const Estimate estimate = paired_difference(a, a, singletons(30));
  EXPECT_EQ(estimate.value, 0);
  // Bonett & Price of 0 and 0 of 30, hand computed: 1.959964 sqrt((2/32)/32).
  expect_interval(estimate.interval, -.086618, .086618);
}

TEST(PairedDifference, OfClustersThatAgreeCountsClusters) {
  const std::vector<double> a(40, 1), b(40, 0);
  const Estimate estimate = paired_difference(a, b, equal_clusters(10, 4));
  // Bonett & Price of 10 and 0 of 10: 10/12 +- 1.959964 sqrt((1 - (10/12)^2)/12), hand computed.
  expect_interval(estimate.interval, .520580, 1);
}

TEST(PairedDifference, OfOneClusterAndOfNothingIsWide) {
  const Estimate one = paired_difference(kFirst, kSecond, std::vector<int64_t>(12, 3));
  EXPECT_LT(one.interval.low, -.5);
  EXPECT_GT(one.interval.high, .8);
  expect_interval(paired_difference({}, {}, {}).interval, -1, 1, 0);
}

TEST(PairingGain, OfTwelveItems) {
  const auto gain = pairing_gain(kFirst, kSecond);
  ASSERT_TRUE(gain);
  EXPECT_NEAR(gain->unpaired_error, .207194, kSixDecimals);
  EXPECT_NEAR(gain->correlation, .353553, kSixDecimals);
}

TEST(PairingGain, NeedsTwoItemsAndSpreadInBothRuns) {
  EXPECT_FALSE(pairing_gain(std::vector<double>{1}, std::vector<double>{0}));
  EXPECT_FALSE(pairing_gain(std::vector<double>{1, 1}, std::vector<double>{0, 1}));
  EXPECT_FALSE(pairing_gain({}, {}));
}

/// AgentHarm on one model: 44 behaviours by 4 variants, refusals of harmful tasks against their benign twins;
/// the published logs give the counts and the errors. Rebuilt here only as far as pairs go.
TEST(PairedDifference, OfHarmfulAgainstBenignTasks) {
  const std::vector<double> d = discordant(58, 7, 176);
  const Estimate estimate = paired_difference(d, std::vector<double>(176, 0), singletons(176));
  EXPECT_NEAR(estimate.value, .289773, kSixDecimals);
  EXPECT_NEAR(estimate.standard_error, .040380, kSixDecimals);
}

/// Two chat runs over the same 44 prompts, 10 against 8 discordant: .5682 against .5227.
TEST(PairedDifference, OfTwoChatRuns) {
  std::vector<double> first, second;
  const auto add = [&](size_t count, double a, double b) {
    first.insert(first.end(), count, a);
    second.insert(second.end(), count, b);
  };
  add(15, 1, 1);
  add(10, 1, 0);
  add(8, 0, 1);
  add(11, 0, 0);
  EXPECT_NEAR(paired_difference(first, second, singletons(44)).standard_error, .097292, kSixDecimals);
  EXPECT_NEAR(pairing_gain(first, second)->unpaired_error, .107274, kSixDecimals);
}

}  // namespace
}  // namespace broch::stats
