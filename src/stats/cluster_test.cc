#include "stats/cluster.h"

#include <cmath>

#include "stats/testing.h"

namespace broch::stats {
namespace {

/// Five clusters of four 0/1 outcomes, computed by hand.
const std::vector<double> kFiveByFour = {1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 1, 1};
const std::vector<int64_t> kFive = equal_clusters(5, 4);

TEST(ClusteredMean, OfFiveByFour) {
  const ClusteredMean mean = clustered_mean(kFiveByFour, kFive);
  EXPECT_EQ(mean.n, 20);
  EXPECT_EQ(mean.clusters, 5);
  EXPECT_NEAR(mean.value, .55, kSixDecimals);
  EXPECT_NEAR(mean.independent, .114133, kSixDecimals);
  EXPECT_NEAR(mean.uncorrected, .164317, kSixDecimals);
  EXPECT_NEAR(mean.standard_error, .183712, kSixDecimals);
  expect_interval(t_interval(mean), .039934, 1.060066);
}

TEST(ClusteredMean, IsMillersWithTheDivisorN) {
  // Bernoulli's error squared plus the products within clusters; with n-1 in the first term it is .166287.
  const ClusteredMean mean = clustered_mean(kFiveByFour, kFive);
  const double bernoulli = std::sqrt(.55 * .45 / 20);
  EXPECT_NEAR(bernoulli, .111243, kSixDecimals);
  const double products = mean.uncorrected * mean.uncorrected - bernoulli * bernoulli;
  EXPECT_NEAR(std::sqrt(mean.independent * mean.independent + products), .166287, kSixDecimals);
}

TEST(ClusteredMean, OfPublishedRefusals) {
  // AgentHarm on one model, 176 tasks: the errors its logs report take them for independent.
  EXPECT_NEAR(clustered_mean(discordant(64, 0, 176), singletons(176)).independent, .036364, kSixDecimals);
  EXPECT_NEAR(clustered_mean(discordant(13, 0, 176), singletons(176)).independent, .019771, kSixDecimals);
}

TEST(ClusteredMean, DoesNotDependOnTheNumbersOfClusters) {
  std::vector<int64_t> renamed = kFive;
  for (int64_t& cluster : renamed) cluster = 1000 - 7 * cluster;
  EXPECT_NEAR(clustered_mean(kFiveByFour, renamed).standard_error, .183712, kSixDecimals);
}

TEST(ClusteredMean, OfNothingAndOfOneCluster) {
  EXPECT_EQ(clustered_mean({}, {}).n, 0);
  const ClusteredMean one = clustered_mean(std::vector<double>{1, 0}, std::vector<int64_t>{7, 7});
  EXPECT_EQ(one.clusters, 1);
  EXPECT_EQ(one.standard_error, 0);
  EXPECT_EQ(t_interval(one).low, .5);
}

TEST(Intraclass, OfFiveByFour) {
  const auto spread = intraclass(kFiveByFour, kFive);
  ASSERT_TRUE(spread);
  EXPECT_NEAR(spread->between, .675, kSixDecimals);
  EXPECT_NEAR(spread->within, .15, kSixDecimals);
  EXPECT_NEAR(spread->icc, .466667, kSixDecimals);
  EXPECT_NEAR(spread->design_effect, 2.4, kSixDecimals);
  EXPECT_NEAR(spread->effective_n, 8.333333, kSixDecimals);
}

TEST(Intraclass, OfUnequalClusters) {
  // Hand computed: {1,1,1}, {0}: sizes' mean for the variance (4 - 10/4)/1 = 1.5, for an item 10/4 = 2.5.
  const auto spread = intraclass(std::vector<double>{1, 1, 1, 0}, std::vector<int64_t>{0, 0, 0, 1});
  ASSERT_TRUE(spread);
  EXPECT_NEAR(spread->between, .75, 1e-12);
  EXPECT_NEAR(spread->within, 0, 1e-12);
  EXPECT_NEAR(spread->icc, 1, 1e-12);
  EXPECT_NEAR(spread->design_effect, 2.5, 1e-12);
}

TEST(Intraclass, IsNegativeWhereClustersAreMixed) {
  // Each cluster half and half: -1/(size-1).
  const auto spread = intraclass(std::vector<double>{1, 0, 1, 0}, equal_clusters(2, 2));
  ASSERT_TRUE(spread);
  EXPECT_NEAR(spread->icc, -1, 1e-12);
}

TEST(Intraclass, NeedsSpreadAndClusters) {
  EXPECT_FALSE(intraclass({}, {}));
  EXPECT_FALSE(intraclass(std::vector<double>{1, 0}, std::vector<int64_t>{0, 0}));
  EXPECT_FALSE(intraclass(std::vector<double>{1, 0, 1}, singletons(3)));
  EXPECT_FALSE(intraclass(std::vector<double>{1, 1, 1, 1}, equal_clusters(2, 2)));
}

TEST(ClusteredRate, OfFiveByFour) {
  const Estimate estimate = clustered_rate(kFiveByFour, kFive);
  EXPECT_NEAR(estimate.value, .55, kSixDecimals);
  EXPECT_NEAR(estimate.standard_error, .183712, kSixDecimals);
  // Worth .2475 / .03375 = 7.3333 items by the error, 3.654428 after t(4); Wilson's limits of .55 of so many.
  expect_interval(estimate.interval, .167313, .881440);
  EXPECT_EQ(estimate.n, 20);
  EXPECT_EQ(estimate.clusters, 5);
}

TEST(ClusteredRate, OfMixedClustersIsNoBetterThanIndependentItems) {
  // Nine clusters of a 1 and a 0, one of two 1: by the error, worth 74 items of 20.
  std::vector<double> x = {1, 1};
  for (int i = 0; i < 9; ++i) x.insert(x.end(), {1, 0});
  const Interval wilson = clustered_rate(x, singletons(20)).interval;
  const Interval clustered = clustered_rate(x, equal_clusters(10, 2)).interval;
  EXPECT_EQ(clustered.low, wilson.low);
  EXPECT_EQ(clustered.high, wilson.high);
}

TEST(ClusteredRate, OfSingletonsIsWilson) {
  std::vector<double> x(20, 1);
  x[0] = x[1] = x[2] = 0;
  expect_interval(clustered_rate(x, singletons(20)).interval, .639581, .947631);
}

TEST(ClusteredRate, WithoutEventsCountsClustersNotItems) {
  const Estimate none = clustered_rate(std::vector<double>(40, 0), equal_clusters(10, 4));
  expect_interval(none.interval, 0, .277533);  // Wilson's of 0 of 10
  const Estimate all = clustered_rate(std::vector<double>(40, 1), equal_clusters(10, 4));
  expect_interval(all.interval, .722467, 1);
}

TEST(ClusteredRate, OfOneClusterStaysWide) {
  const Estimate estimate = clustered_rate(std::vector<double>{1, 0, 1, 1}, std::vector<int64_t>(4, 9));
  EXPECT_LT(estimate.interval.low, .2);
  EXPECT_GT(estimate.interval.high, .95);
}

TEST(ClusteredRate, OfNothingIsOpen) {
  const Estimate estimate = clustered_rate({}, {});
  EXPECT_EQ(estimate.n, 0);
  expect_interval(estimate.interval, 0, 1);
}

TEST(TTest, OfTwelveDifferences) {
  const std::vector<double> d = {0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, -1};
  const ClusteredMean mean = clustered_mean(d, singletons(12));
  EXPECT_NEAR(mean.value / mean.standard_error, 1.0, kSixDecimals);
  EXPECT_NEAR(t_test(mean), .338801, kSixDecimals);
}

TEST(TTest, WithoutSpreadShowsNoMoreThanTheSigns) {
  EXPECT_EQ(t_test(clustered_mean(std::vector<double>(8, 0), singletons(8))), 1);
  EXPECT_NEAR(t_test(clustered_mean(std::vector<double>(8, 1), singletons(8))), 2.0 / 256, 1e-12);
  EXPECT_NEAR(t_test(clustered_mean(std::vector<double>(8, -1), std::vector<int64_t>(8, 0))), 1, 1e-12);
  EXPECT_EQ(t_test(clustered_mean({}, {})), 1);
}

}  // namespace
}  // namespace broch::stats
