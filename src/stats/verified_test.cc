#include "stats/verified.h"

#include <cmath>
#include <vector>

#include "core/hash.h"
#include "stats/rate.h"
#include "stats/testing.h"

namespace broch::stats {
namespace {

double error_of(const Share& share) { return std::sqrt(share.value * (1 - share.value) / share.n); }

TEST(Verified, OfThePublishedScansOfTheLiver) {
  // Drum & Christacopoulos as corrected by Begg & Greenes (1983): .84 and .74 instead of .90 and .63. The
  // error by hand: variance of the logit 1/429 + 1/221 + .12167/(263 * .87833) + .66667/(81 * .33333).
  const auto v = verified(std::vector<VerifiedStratum>{{429, true, {231, 263}}, {221, false, {27, 81}}});
  ASSERT_TRUE(v);
  EXPECT_NEAR(v->sensitivity.value, .836474, 1e-5);
  EXPECT_NEAR(v->specificity.value, .738395, 1e-5);
  EXPECT_NEAR(error_of(v->sensitivity), .136785 * std::sqrt(.032074), 1e-4);
  EXPECT_NEAR(v->rate.value, 450.471 / 650, 1e-5);
  EXPECT_EQ(v->left_out, 0);
}

TEST(Verified, OfAllRepliesIsTheirCounts) {
  // 180 of 200 positives found, 170 of 200 negatives: each share is worth its 200.
  const auto v = verified(std::vector<VerifiedStratum>{{210, true, {180, 210}}, {190, false, {20, 190}}});
  ASSERT_TRUE(v);
  EXPECT_NEAR(v->sensitivity.value, .9, 1e-12);
  EXPECT_NEAR(v->sensitivity.n, 200, 1e-9);
  EXPECT_NEAR(v->specificity.value, .85, 1e-12);
  EXPECT_NEAR(v->specificity.n, 200, 1e-9);
  EXPECT_NEAR(v->rate.value, .5, 1e-12);
  EXPECT_NEAR(v->rate.standard_error, std::sqrt(.25 / 400), 1e-12);
  EXPECT_NEAR(v->rate.interval.low, wilson(200, 400).low, 1e-9);
  const auto corrected = rogan_gladen(Share{.3, 400}, v->sensitivity, v->specificity);
  ASSERT_TRUE(corrected);
  EXPECT_NEAR(corrected->value, .2, kSixDecimals);
  EXPECT_NEAR(corrected->standard_error, .041118, kSixDecimals);
  expect_interval(corrected->interval, .119411, .280589);
}

TEST(Verified, IsTheSameHoweverTheStrataAreCut) {
  const auto whole = verified(std::vector<VerifiedStratum>{{400, true, {30, 40}}, {800, false, {8, 80}}});
  const auto cut = verified(std::vector<VerifiedStratum>{
      {200, true, {15, 20}}, {200, true, {15, 20}}, {400, false, {4, 40}}, {400, false, {4, 40}}});
  ASSERT_TRUE(whole && cut);
  EXPECT_NEAR(whole->sensitivity.value, cut->sensitivity.value, 1e-12);
  EXPECT_NEAR(whole->sensitivity.n, cut->sensitivity.n, 1e-9);
  EXPECT_NEAR(whole->rate.standard_error, cut->rate.standard_error, 1e-12);
}

TEST(Verified, TakesAFewRightVerdictsForNoProof) {
  const auto v = verified(std::vector<VerifiedStratum>{{500, true, {10, 10}}, {500, false, {0, 10}}});
  ASSERT_TRUE(v);
  EXPECT_EQ(v->sensitivity.value, 1);
  // By hand with 10.5 of 11 and .5 of 11: .954545 (1 - .954545) / .006981.
  EXPECT_NEAR(v->sensitivity.n, 6.215, .01);
  EXPECT_NEAR(v->specificity.n, 6.215, .01);
  // 11 of 12 by one label more of each kind, over 10 labels, in halves.
  EXPECT_NEAR(v->rate.standard_error, std::sqrt(2 * .25 * (11.0 / 144) / 10 + .25 / 1000), 1e-12);
}

TEST(Verified, LeavesOutWhatNobodyLooked) {
  const auto v = verified(std::vector<VerifiedStratum>{{100, true, {9, 10}}, {300, false, {0, 0}}});
  ASSERT_TRUE(v);
  EXPECT_EQ(v->left_out, 300);
  EXPECT_EQ(v->rate.n, 100);
  EXPECT_EQ(v->specificity.value, 0);
  EXPECT_FALSE(verified(std::vector<VerifiedStratum>{{300, false, {0, 0}}}));
  EXPECT_FALSE(verified({}));
}

TEST(Verified, CountsRepliesThatAreAlikeForLess) {
  const std::vector<VerifiedStratum> strata{{210, true, {180, 210}}, {190, false, {20, 190}}};
  EXPECT_GT(verified(strata, 4)->rate.standard_error, verified(strata)->rate.standard_error);
}

/// Over many draws the intervals hold the truth as often as they say: 10,000 replies, a judge that finds 80 %
/// and calls 10 % of the others positive, 60 labels of each verdict.
TEST(Verified, CoversTheTruth) {
  Random random(7);
  int rate = 0, sensitivity = 0;
  constexpr int kRounds = 2000;
  for (int round = 0; round < kRounds; ++round) {
    int64_t called[2] = {0, 0}, positive[2] = {0, 0};
    for (int i = 0; i < 2000; ++i) {
      const bool is = random.uniform() < .15;
      const bool says = random.uniform() < (is ? .8 : .1);
      ++called[says];
      positive[says] += is;
    }
    std::vector<VerifiedStratum> strata;
    for (const bool says : {false, true}) {
      // Without replacement, one by one.
      int64_t left = called[says], good = positive[says];
      VerifiedStratum stratum{called[says], says, {0, 60}};
      for (int i = 0; i < 60; ++i) {
        const bool hit = random.below(static_cast<uint64_t>(left)) < static_cast<uint64_t>(good);
        stratum.human.hits += hit;
        good -= hit;
        --left;
      }
      strata.push_back(stratum);
    }
    const auto v = verified(strata);
    rate += v->rate.interval.contains(.15);
    sensitivity += wilson_share(v->sensitivity.value, v->sensitivity.n).contains(.8);
  }
  EXPECT_GE(rate, .93 * kRounds);
  EXPECT_LE(rate, .99 * kRounds);
  EXPECT_GE(sensitivity, .93 * kRounds);
  EXPECT_LE(sensitivity, .99 * kRounds);
}

}  // namespace
}  // namespace broch::stats
