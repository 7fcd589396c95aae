#include "stats/calibration.h"

#include <cmath>

#include "stats/testing.h"

namespace broch::stats {
namespace {

TEST(Calibration, OfTenForecasts) {
  // Computed by hand; five equal bins.
  const std::vector<Forecast> forecasts = {{.95, true}, {.9, true}, {.8, true},  {.7, false}, {.55, true},
                                           {.4, false}, {.3, true}, {.2, false}, {.1, false}, {.05, false}};
  const auto result = calibration(forecasts, 5);
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->brier, .14475, kSixDecimals);
  EXPECT_NEAR(result->log_loss, .42762, kSixDecimals);
  EXPECT_NEAR(result->ece, .175, kSixDecimals);
}

TEST(Calibration, OfCertainForecasts) {
  const auto right = calibration(std::vector<Forecast>{{1, true}, {0, false}});
  ASSERT_TRUE(right);
  EXPECT_EQ(right->brier, 0);
  EXPECT_EQ(right->log_loss, 0);
  EXPECT_EQ(right->ece, 0);
  const auto wrong = calibration(std::vector<Forecast>{{1, true}, {0, true}});
  ASSERT_TRUE(wrong);
  EXPECT_NEAR(wrong->brier, .5, 1e-12);
  EXPECT_TRUE(std::isinf(wrong->log_loss));
  EXPECT_NEAR(wrong->ece, .5, 1e-12);
}

TEST(Calibration, OfNothingIsNothing) { EXPECT_FALSE(calibration({})); }

}  // namespace
}  // namespace broch::stats
