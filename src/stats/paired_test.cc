#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/hash.h"
#include "stats/stats.h"

namespace broch::stats {
namespace {

constexpr double kTolerance = 5e-6;

std::vector<int64_t> singletons(size_t n) {
  std::vector<int64_t> clusters(n);
  std::iota(clusters.begin(), clusters.end(), 0);
  return clusters;
}

TEST(McNemar, MatchesTheTable) {
  EXPECT_NEAR(mcnemar_exact(12, 3), .035156, kTolerance);
  EXPECT_NEAR(mcnemar_exact(5, 0), .0625, kTolerance);
  EXPECT_NEAR(mcnemar_exact(6, 0), .03125, kTolerance);
  EXPECT_NEAR(mcnemar_exact(25, 10), .016674, kTolerance);
  EXPECT_NEAR(mcnemar_exact(3, 1), .625, kTolerance);
  EXPECT_NEAR(mcnemar_exact(40, 25), .081682, kTolerance);
  EXPECT_EQ(mcnemar_exact(7, 7), 1);
  EXPECT_EQ(mcnemar_exact(0, 0), 1);
  EXPECT_NEAR(mcnemar_exact(58, 7) / 4.27e-11, 1, .005);  // AgentHarm, harmful against benign
  EXPECT_NEAR(mcnemar_exact(10, 8), .8145, 5e-5);
  EXPECT_EQ(mcnemar_exact(3, 12), mcnemar_exact(12, 3));
}

TEST(BonettPrice, MatchesTheWorkedExample) {
  const Interval interval = bonett_price(12, 3, 100);
  EXPECT_NEAR(interval.low, .010881, kTolerance);
  EXPECT_NEAR(interval.high, .165590, kTolerance);
}

TEST(BonettPrice, WithoutDiscordantPairsIsNotZeroWide) {
  EXPECT_LT(bonett_price(0, 0, 100).low, -.02);
  EXPECT_GT(bonett_price(0, 0, 100).high, .02);
  EXPECT_EQ(bonett_price(0, 0, 0).low, -1);
}

TEST(PairedDifference, MatchesTheTwelveItems) {
  const std::vector<double> a = {1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0};
  const std::vector<double> b = {1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 1};
  const Estimate estimate = paired_difference(a, b, singletons(12));
  EXPECT_NEAR(estimate.value, .166667, kTolerance);
  EXPECT_NEAR(estimate.standard_error, .166667, kTolerance);
  EXPECT_NEAR(estimate.interval.low, -.200164, kTolerance);
  EXPECT_NEAR(estimate.interval.high, .533498, kTolerance);
}

TEST(PairedDifference, OfEqualRunsKeepsAnInterval) {
  const std::vector<double> a(30, 1);
  const Estimate estimate = paired_difference(a, a, singletons(30));
  EXPECT_EQ(estimate.value, 0);
  EXPECT_LT(estimate.interval.low, -.05);
  EXPECT_GT(estimate.interval.high, .05);
}

TEST(SignFlip, MatchesTheEightDifferences) {
  const std::vector<double> d = {.3, .1, -.2, .4, .5, 0, .25, -.1};
  EXPECT_NEAR(sign_flip(d, singletons(8), 1), 36.0 / 256, 1e-12);
}

TEST(SignFlip, FlipsClustersAsAWhole) {
  // Eight differences in two clusters leave four sign patterns, two of them as extreme.
  const std::vector<double> d = {1, 1, 1, 1, 1, 1, 1, 1};
  EXPECT_NEAR(sign_flip(d, std::vector<int64_t>{0, 0, 0, 0, 1, 1, 1, 1}, 1), .5, 1e-12);
  EXPECT_NEAR(sign_flip(d, singletons(8), 1), 2.0 / 256, 1e-12);
}

TEST(SignFlip, OfSingleBinaryDifferencesIsMcNemar) {
  std::vector<double> d(40, 0);
  for (int i = 0; i < 15; ++i) d[static_cast<size_t>(i)] = i < 12 ? 1 : -1;
  EXPECT_NEAR(sign_flip(d, singletons(40), 1), mcnemar_exact(12, 3), 1e-12);
}

TEST(SignFlip, SampledIsRepeatableAndNearTheExactTest) {
  std::vector<double> d(60, 0);
  for (int i = 0; i < 35; ++i) d[static_cast<size_t>(i)] = i < 25 ? 1 : -1;
  const double p = sign_flip(d, singletons(60), 5);
  EXPECT_EQ(p, sign_flip(d, singletons(60), 5));
  EXPECT_NEAR(p, mcnemar_exact(25, 10), .006);
  EXPECT_EQ(sign_flip(std::vector<double>(30, 0), singletons(30), 5), 1);
}

TEST(SignFlip, KeepsItsLevelUnderClusteredNullData) {
  constexpr int kTrials = 800, kClusters = 18, kSize = 4;
  Random random(3);
  int rejected = 0, naive_rejected = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::vector<double> d;
    std::vector<int64_t> clusters;
    int64_t b = 0, c = 0;
    for (int cluster = 0; cluster < kClusters; ++cluster) {
      const double common = random.uniform() < .5 ? 1 : -1;
      for (int i = 0; i < kSize; ++i) {
        const double sign = random.uniform() < .85 ? common : -common;
        d.push_back(sign);
        clusters.push_back(cluster);
        (sign > 0 ? b : c) += 1;
      }
    }
    rejected += sign_flip(d, clusters, 1) <= .05;
    naive_rejected += mcnemar_exact(b, c) <= .05;
  }
  EXPECT_LE(rejected, kTrials * .065);
  EXPECT_GT(naive_rejected, kTrials * .15);
}

TEST(LossUpperLimit, MatchesTheUsefulnessExample) {
  // 9 right answers lost, 6 won, of 300: the loss of .01 is not shown to be under a margin of .03.
  std::vector<double> loss(300, 0);
  for (size_t i = 0; i < 15; ++i) loss[i] = i < 9 ? 1 : -1;
  // The example divides by n, this by n-1.
  EXPECT_NEAR(loss_upper_limit(loss, singletons(300)), .01 + (.031214 - .01) * std::sqrt(300.0 / 299),
              kTolerance);
  EXPECT_GT(loss_upper_limit(loss, singletons(300)), .03);
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

}  // namespace
}  // namespace broch::stats
