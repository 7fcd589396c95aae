#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/hash.h"
#include "stats/cluster.h"
#include "stats/stats.h"

namespace broch::stats {
namespace {

constexpr double kTolerance = 5e-6;

std::vector<int64_t> singletons(size_t n) {
  std::vector<int64_t> clusters(n);
  std::iota(clusters.begin(), clusters.end(), 0);
  return clusters;
}

TEST(Quantiles, MatchPublishedTables) {
  EXPECT_NEAR(normal_quantile(.975), 1.959964, kTolerance);
  EXPECT_NEAR(normal_quantile(.80), .841621, kTolerance);
  EXPECT_NEAR(student_quantile(.975, 1), 12.706205, kTolerance);
  EXPECT_NEAR(student_quantile(.975, 4), 2.776445, kTolerance);
  EXPECT_NEAR(student_quantile(.975, 49), 2.009575, kTolerance);
}

struct IntervalCase {
  int64_t k, n;
  Interval wilson, exact;
};

class OneRate : public testing::TestWithParam<IntervalCase> {};

TEST_P(OneRate, MatchesWilsonAndClopperPearson) {
  const auto& [k, n, expected_wilson, expected_exact] = GetParam();
  EXPECT_NEAR(wilson(k, n).low, expected_wilson.low, kTolerance);
  EXPECT_NEAR(wilson(k, n).high, expected_wilson.high, kTolerance);
  EXPECT_NEAR(clopper_pearson(k, n).low, expected_exact.low, kTolerance);
  EXPECT_NEAR(clopper_pearson(k, n).high, expected_exact.high, kTolerance);
}

INSTANTIATE_TEST_SUITE_P(Table, OneRate,
                         testing::Values(IntervalCase{17, 20, {.639581, .947631}, {.621073, .967929}},
                                         IntervalCase{0, 10, {0, .277533}, {0, .308497}},
                                         IntervalCase{10, 10, {.722467, 1}, {.691503, 1}},
                                         IntervalCase{5, 5, {.565518, 1}, {.478176, 1}},
                                         IntervalCase{0, 100, {0, .036993}, {0, .036217}},
                                         IntervalCase{1, 100, {.001767, .054486}, {.000253, .054459}},
                                         IntervalCase{3, 50, {.020615, .162171}, {.012549, .165482}},
                                         IntervalCase{850, 1000, {.826531, .870790}, {.826342, .871575}}));

TEST(OneRateEnds, ContainTheirEstimateExactly) {
  EXPECT_EQ(wilson(0, 7).low, 0);
  EXPECT_EQ(wilson(7, 7).high, 1);
  EXPECT_EQ(wilson(0, 0).low, 0);
  EXPECT_EQ(wilson(0, 0).high, 1);
}

TEST(ClusteredRate, MatchesTheHandComputedFiveByFour) {
  const std::vector<double> x = {1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 1, 1};
  std::vector<int64_t> clusters;
  for (int64_t c = 0; c < 5; ++c) clusters.insert(clusters.end(), 4, c);
  const Estimate estimate = clustered_rate(x, clusters);
  EXPECT_NEAR(estimate.value, .55, kTolerance);
  EXPECT_NEAR(estimate.standard_error, .183712, kTolerance);
  EXPECT_NEAR(estimate.interval.low, .039934, kTolerance);
  EXPECT_EQ(estimate.interval.high, 1);  // 1.060066 before clipping
  EXPECT_EQ(estimate.n, 20);
  EXPECT_EQ(estimate.clusters, 5);
}

TEST(ClusteredRate, OfRepeatsUsesTheItemMeans) {
  // Six items, four draws each: the standard error of the item means, not of 24 rows.
  const std::vector<double> means = {1, .5, .25, .75, 0, .75};
  const ClusteredMean mean = clustered_mean(means, singletons(6));
  EXPECT_NEAR(mean.value, .541667, kTolerance);
  EXPECT_NEAR(mean.standard_error, .150231, kTolerance);
}

TEST(ClusteredRate, OfSingletonsIsWilson) {
  std::vector<double> x(20, 1);
  x[0] = x[1] = x[2] = 0;
  const Estimate estimate = clustered_rate(x, singletons(20));
  EXPECT_NEAR(estimate.interval.low, .639581, kTolerance);
  EXPECT_NEAR(estimate.interval.high, .947631, kTolerance);
}

TEST(ClusteredRate, WithoutEventsCountsClustersNotItems) {
  const std::vector<double> x(40, 0);
  std::vector<int64_t> clusters;
  for (int64_t i = 0; i < 40; ++i) clusters.push_back(i / 4);
  const Estimate estimate = clustered_rate(x, clusters);
  EXPECT_EQ(estimate.interval.low, 0);
  EXPECT_NEAR(estimate.interval.high, .277533, kTolerance);  // 0 of 10
}

TEST(ClusteredRate, OfOneClusterStaysWide) {
  const std::vector<double> x = {1, 0, 1, 1};
  const Estimate estimate = clustered_rate(x, std::vector<int64_t>(4, 9));
  EXPECT_LT(estimate.interval.low, .2);
  EXPECT_GT(estimate.interval.high, .95);
}

// Items of one cluster share a coin with probability sqrt(ICC): the interval must cover near its nominal
// level where the naive one does not.
TEST(ClusteredRate, CoversUnderClustering) {
  constexpr int kTrials = 2000, kClusters = 50, kSize = 5;
  constexpr double kRate = .4, kShared = .8366;  // ICC .7
  Random random(11);
  int covered = 0, naive_covered = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::vector<double> x;
    std::vector<int64_t> clusters;
    for (int c = 0; c < kClusters; ++c) {
      const double common = random.uniform() < kRate ? 1 : 0;
      for (int i = 0; i < kSize; ++i) {
        x.push_back(random.uniform() < kShared ? common : (random.uniform() < kRate ? 1 : 0));
        clusters.push_back(c);
      }
    }
    const Interval interval = clustered_rate(x, clusters).interval;
    const Interval naive = clustered_rate(x, singletons(x.size())).interval;
    covered += interval.low <= kRate && kRate <= interval.high;
    naive_covered += naive.low <= kRate && kRate <= naive.high;
  }
  EXPECT_GE(covered, kTrials * .93);
  EXPECT_LE(covered, kTrials * .97);
  EXPECT_LT(naive_covered, kTrials * .80);
}

}  // namespace
}  // namespace broch::stats
