#include "stats/ranking.h"

#include <limits>

#include "stats/testing.h"

namespace broch::stats {
namespace {

const std::vector<double> kPositives = {.9, .8, .7, .6, .4};
const std::vector<double> kNegatives = {.5, .3, .65, .2, .1, .6};

TEST(Auc, OfElevenScores) {
  // Pairs counted by hand, a tie as half; DeLong's error and Newcombe's limits of another program.
  const auto area = auc(kPositives, kNegatives);
  ASSERT_TRUE(area);
  EXPECT_NEAR(area->value, .85, kSixDecimals);
  ASSERT_TRUE(area->standard_error);
  EXPECT_NEAR(*area->standard_error, .123153, kSixDecimals);
  expect_interval(area->interval, .492212, .967037);
}

TEST(Auc, TurnsRoundWithTheClasses) {
  const auto area = auc(kNegatives, kPositives);
  ASSERT_TRUE(area);
  EXPECT_NEAR(area->value, .15, 1e-12);
  EXPECT_NEAR(*area->standard_error, .123153, kSixDecimals);
  EXPECT_NEAR(area->interval.high, 1 - .492212, kSixDecimals);
}

TEST(Auc, PerfectRankingKeepsAnInterval) {
  std::vector<double> positives(10, 1), negatives(10, 0);
  const auto area = auc(positives, negatives);
  ASSERT_TRUE(area);
  EXPECT_EQ(area->value, 1);
  EXPECT_EQ(*area->standard_error, 0);
  expect_interval(area->interval, .800214, 1);
  expect_interval(auc(negatives, positives)->interval, 0, 1 - .800214);
}

TEST(Auc, OfEqualScoresIsAHalf) {
  const std::vector<double> same(8, .5);
  EXPECT_NEAR(auc(same, same)->value, .5, 1e-12);
}

TEST(Auc, NeedsBothClasses) {
  EXPECT_FALSE(auc({}, kNegatives));
  EXPECT_FALSE(auc(kPositives, {}));
  const auto single = auc(std::vector<double>{.55}, kNegatives);
  ASSERT_TRUE(single);
  EXPECT_NEAR(single->value, 4.0 / 6, 1e-12);
  EXPECT_FALSE(single->standard_error);
}

/// Counted by hand in the scores above.
struct RecallCase {
  double fpr;
  double threshold;
  int64_t caught, false_alarms;
};
class RecallAtFpr : public testing::TestWithParam<RecallCase> {};

TEST_P(RecallAtFpr, OfElevenScores) {
  const auto point = recall_at_fpr(kPositives, kNegatives, GetParam().fpr);
  ASSERT_TRUE(point);
  EXPECT_EQ(point->threshold, GetParam().threshold);
  EXPECT_EQ(point->recall.hits, GetParam().caught);
  EXPECT_EQ(point->recall.trials, 5);
  EXPECT_EQ(point->false_alarms.hits, GetParam().false_alarms);
  EXPECT_EQ(point->false_alarms.trials, 6);
}

INSTANTIATE_TEST_SUITE_P(Bounds, RecallAtFpr,
                         testing::Values(RecallCase{0, .65, 3, 0}, RecallCase{.16, .65, 3, 0},
                                         RecallCase{1.0 / 6, .6, 3, 1}, RecallCase{.34, .5, 4, 2},
                                         RecallCase{.5, .3, 5, 3},
                                         RecallCase{1, -std::numeric_limits<double>::infinity(), 5, 6}));

TEST(RecallAtFprEnds, TiesNeverExceedTheBound) {
  // Half of the negatives share the top score: allowing one of four may flag none of them.
  const auto point = recall_at_fpr(std::vector<double>{.9, .8}, std::vector<double>{.8, .8, .1, .1}, .25);
  ASSERT_TRUE(point);
  EXPECT_EQ(point->false_alarms.hits, 0);
  EXPECT_EQ(point->recall.hits, 1);
}

TEST(RecallAtFprEnds, NeedBothClassesAndHaveWilsonsInterval) {
  EXPECT_FALSE(recall_at_fpr({}, kNegatives, .1));
  EXPECT_FALSE(recall_at_fpr(kPositives, {}, .1));
  const auto all = recall_at_fpr(std::vector<double>(5, 1), std::vector<double>(5, 0), 0);
  ASSERT_TRUE(all);
  expect_interval(all->recall_interval, .565518, 1);  // 5 of 5
}

}  // namespace
}  // namespace broch::stats
