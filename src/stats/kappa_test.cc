#include "stats/kappa.h"

#include "stats/testing.h"

namespace broch::stats {
namespace {

RatingTable table_of(const std::vector<std::vector<int64_t>>& rows) {
  RatingTable table(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t j = 0; j < rows.size(); ++j) table.add(i, j, rows[i][j]);
  }
  return table;
}

TEST(CohenKappa, OfFiftyRatings) {
  // [[20,5],[10,15]], the usual textbook table; the error by Fleiss, Cohen & Everitt (1969).
  const auto kappa = cohen_kappa(table_of({{20, 5}, {10, 15}}));
  ASSERT_TRUE(kappa);
  EXPECT_NEAR(kappa->value, .4, kSixDecimals);
  EXPECT_NEAR(kappa->observed, .7, kSixDecimals);
  EXPECT_NEAR(kappa->expected, .5, kSixDecimals);
  EXPECT_NEAR(kappa->standard_error, .126996, kSixDecimals);
  expect_interval(kappa->interval, .4 - 1.959964 * .126996, .4 + 1.959964 * .126996);
}

TEST(CohenKappa, OfUnevenTables) {
  EXPECT_NEAR(cohen_kappa(table_of({{45, 15}, {25, 15}}))->value, .130435, kSixDecimals);
  EXPECT_NEAR(cohen_kappa(table_of({{80, 10}, {5, 5}}))->value, .318182, kSixDecimals);
  EXPECT_NEAR(cohen_kappa(table_of({{80, 10}, {5, 5}}))->observed, .85, kSixDecimals);
}

TEST(CohenKappa, WeightedByDistance) {
  const RatingTable table = table_of({{11, 3, 1}, {1, 9, 0}, {0, 1, 10}});
  EXPECT_NEAR(cohen_kappa(table)->value, .750289, kSixDecimals);
  EXPECT_NEAR(cohen_kappa(table, KappaWeights::kLinear)->value, .783133, kSixDecimals);
  EXPECT_NEAR(cohen_kappa(table, KappaWeights::kQuadratic)->value, .815490, kSixDecimals);
}

TEST(CohenKappa, OfTwoCategoriesIsTheSameWeighted) {
  const RatingTable table = table_of({{20, 5}, {10, 15}});
  EXPECT_NEAR(cohen_kappa(table, KappaWeights::kLinear)->value, .4, 1e-12);
  EXPECT_NEAR(cohen_kappa(table, KappaWeights::kQuadratic)->standard_error, .126996, kSixDecimals);
}

TEST(CohenKappa, PerfectAgreementKeepsAnInterval) {
  const auto kappa = cohen_kappa(table_of({{5, 0}, {0, 5}}));
  ASSERT_TRUE(kappa);
  EXPECT_NEAR(kappa->value, 1, 1e-12);
  // Wilson of 10 of 10 from .722467, chance .5.
  expect_interval(kappa->interval, (.722467 - .5) / .5, 1);
}

TEST(CohenKappa, PerfectDisagreementKeepsAnInterval) {
  const auto kappa = cohen_kappa(table_of({{0, 5}, {5, 0}}));
  ASSERT_TRUE(kappa);
  EXPECT_NEAR(kappa->value, -1, 1e-12);
  expect_interval(kappa->interval, -1, (.277533 - .5) / .5);
}

TEST(CohenKappa, NeedsRatingsInTwoCategories) {
  EXPECT_FALSE(cohen_kappa(RatingTable(2)));
  EXPECT_FALSE(cohen_kappa(table_of({{30, 0}, {0, 0}})));
  EXPECT_FALSE(cohen_kappa(table_of({{30}})));
  // One rater all alike, the other not: agreement is just what chance gives.
  EXPECT_NEAR(cohen_kappa(table_of({{20, 10}, {0, 0}}))->value, 0, 1e-12);
}

TEST(GwetAc1, DoesNotCollapseWhereOneCategoryIsRare) {
  EXPECT_NEAR(*gwet_ac1(table_of({{80, 10}, {5, 5}})), .808, kSixDecimals);
  EXPECT_NEAR(*gwet_ac1(table_of({{20, 5}, {10, 15}})), .405941, kSixDecimals);
  EXPECT_NEAR(*gwet_ac1(table_of({{30, 0}, {0, 0}})), 1, 1e-12);
  EXPECT_FALSE(gwet_ac1(RatingTable(2)));
  EXPECT_FALSE(gwet_ac1(table_of({{30}})));
}

TEST(FleissKappa, OfTenItemsAndFourteenRaters) {
  // Fleiss (1971) as worked out in many places: five categories.
  const std::vector<int64_t> counts = {0, 0, 0, 0, 14, 0, 2, 6, 4, 2, 0, 0, 3, 5, 6, 0, 3,
                                       9, 2, 0, 2, 2,  8, 1, 1, 7, 7, 0, 0, 0, 3, 2, 6, 3,
                                       0, 2, 5, 3, 2,  2, 6, 5, 2, 1, 0, 0, 2, 2, 3, 7};
  ASSERT_TRUE(fleiss_kappa(counts, 5));
  EXPECT_NEAR(*fleiss_kappa(counts, 5), .209931, kSixDecimals);
}

TEST(FleissKappa, RefusesWhatIsNoTable) {
  EXPECT_FALSE(fleiss_kappa({}, 2));
  EXPECT_FALSE(fleiss_kappa(std::vector<int64_t>{1, 1, 2}, 2));
  EXPECT_FALSE(fleiss_kappa(std::vector<int64_t>{1, 1, 2, 1}, 2));  // two raters, then three
  EXPECT_FALSE(fleiss_kappa(std::vector<int64_t>{1, 0, 0, 1}, 2));  // one rater
  EXPECT_FALSE(fleiss_kappa(std::vector<int64_t>{3, 0, 3, 0}, 2));  // one category
  EXPECT_NEAR(*fleiss_kappa(std::vector<int64_t>{3, 0, 0, 3}, 2), 1, 1e-12);
}

}  // namespace
}  // namespace broch::stats
