#include "stats/judge.h"

#include <cmath>

#include "stats/testing.h"

namespace broch::stats {
namespace {

TEST(RoganGladen, OfAGoodJudge) {
  // .3 of 400; sensitivity .9 and specificity .85 from 200 labels each.
  const auto rate = rogan_gladen({120, 400}, {{180, 200}, {170, 200}});
  ASSERT_TRUE(rate);
  EXPECT_NEAR(rate->value, .2, kSixDecimals);
  EXPECT_NEAR(rate->standard_error, .041118, kSixDecimals);
  EXPECT_NEAR(rate->judged_error, .030551, kSixDecimals);
  expect_interval(rate->interval, .119411, .280589);
  EXPECT_FALSE(rate->outside);
}

TEST(RoganGladen, OfAStringMatcher) {
  // Sensitivity .921295 and specificity .385431 of 3,583 labels each: 70 % observed is really about 28 %.
  const auto rate = rogan_gladen({350, 500}, {{3301, 3583}, {1381, 3583}});
  ASSERT_TRUE(rate);
  EXPECT_NEAR(rate->value, .278525, kSixDecimals);
  EXPECT_NEAR(rate->standard_error, .069618, kSixDecimals);
  expect_interval(rate->interval, .142076, .414975);
}

TEST(RoganGladen, SaysWhenTheRateCannotBe) {
  // 2 % observed where the judge alone would be wrong on 15 % of the negatives.
  const auto low = rogan_gladen({8, 400}, {{180, 200}, {170, 200}});
  ASSERT_TRUE(low);
  EXPECT_NEAR(low->value, (.02 - .15) / .75, 1e-9);
  EXPECT_TRUE(low->outside);
  const auto high = rogan_gladen({396, 400}, {{180, 200}, {170, 200}});
  ASSERT_TRUE(high);
  EXPECT_GT(high->value, 1);
  EXPECT_TRUE(high->outside);
}

TEST(RoganGladen, RefusesAJudgeNoBetterThanChance) {
  for (const int64_t hits : {100, 90}) {
    const auto rate = rogan_gladen({120, 400}, {{hits, 200}, {100, 200}});
    ASSERT_FALSE(rate);
    EXPECT_NE(rate.error().what.find("chance"), std::string::npos);
  }
}

TEST(RoganGladen, NeedsRepliesAndLabels) {
  const JudgeLabels labels{{180, 200}, {170, 200}};
  EXPECT_FALSE(rogan_gladen({0, 0}, labels));
  EXPECT_FALSE(rogan_gladen({1, 2}, {{0, 0}, {170, 200}}));
  EXPECT_FALSE(rogan_gladen({1, 2}, {{180, 200}, {0, 0}}));
}

TEST(RoganGladen, DoesNotTakeAJudgeForPerfect) {
  // Ten of ten right both ways, nothing observed: variances of 1 of 12 and 11 of 12, by hand.
  const auto rate = rogan_gladen({0, 10}, {{10, 10}, {10, 10}});
  ASSERT_TRUE(rate);
  EXPECT_EQ(rate->value, 0);
  EXPECT_NEAR(rate->standard_error, std::sqrt(2 * (11.0 / 144) / 12), 1e-12);
}

TEST(PredictionPowered, OfAThousandJudgedAndAHundredLabelled) {
  const auto estimate = prediction_powered({.40, .40 * .60, 1000}, {-.06, .30 * .30, 100});
  ASSERT_TRUE(estimate);
  EXPECT_NEAR(estimate->value, .34, kSixDecimals);
  EXPECT_NEAR(estimate->standard_error, .033764, kSixDecimals);
  expect_interval(estimate->interval, .273824, .406176);
}

TEST(PredictionPowered, DoesNotTakeAJudgeForPerfect) {
  const auto estimate = prediction_powered({.40, .24, 1000}, {0, 0, 50});
  ASSERT_TRUE(estimate);
  // Bonett & Price without discordant pairs: error sqrt(2)/52.
  EXPECT_NEAR(estimate->standard_error, std::sqrt(.24 / 1000 + 2.0 / (52 * 52)), 1e-12);
}

TEST(PredictionPowered, NeedsTwoLabels) {
  EXPECT_FALSE(prediction_powered({.4, .24, 1000}, {0, 0, 1}));
  EXPECT_FALSE(prediction_powered({0, 0, 0}, {0, .1, 10}));
}

TEST(Moments, OfFewValues) {
  const Moments four = moments_of(std::vector<double>{1, 1, 0, 0});
  EXPECT_NEAR(four.mean, .5, 1e-12);
  EXPECT_NEAR(four.variance, 1.0 / 3, 1e-12);
  EXPECT_EQ(moments_of(std::vector<double>{7}).variance, 0);
  EXPECT_EQ(moments_of({}).n, 0);
}

}  // namespace
}  // namespace broch::stats
