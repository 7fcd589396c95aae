#include "stats/distributions.h"

#include <cmath>

#include "stats/testing.h"

namespace broch::stats {
namespace {

TEST(Distributions, NormalQuantilesOfTheTables) {
  EXPECT_NEAR(normal_quantile(.975), 1.959964, kSixDecimals);
  EXPECT_NEAR(normal_quantile(.80), .841621, kSixDecimals);
  EXPECT_NEAR(normal_quantile(.95), 1.644854, kSixDecimals);
  EXPECT_NEAR(normal_quantile(.90), 1.281552, kSixDecimals);
  EXPECT_NEAR(normal_upper_tail(1.959964), .025, kSixDecimals);
}

struct StudentCase {
  double df, quantile;
};
class StudentTable : public testing::TestWithParam<StudentCase> {};

TEST_P(StudentTable, QuantileAt975) {
  EXPECT_NEAR(student_quantile(.975, GetParam().df), GetParam().quantile, kSixDecimals);
  EXPECT_NEAR(student_upper_tail(GetParam().quantile, GetParam().df), .025, kSixDecimals);
}

INSTANTIATE_TEST_SUITE_P(Df, StudentTable,
                         testing::Values(StudentCase{1, 12.706205}, StudentCase{4, 2.776445},
                                         StudentCase{5, 2.570582}, StudentCase{9, 2.262157},
                                         StudentCase{19, 2.093024}, StudentCase{49, 2.009575}));

TEST(Distributions, FairCoins) {
  EXPECT_NEAR(fair_coins_exactly(1, 4), 4.0 / 16, 1e-12);
  EXPECT_NEAR(fair_coins_at_most(1, 4), 5.0 / 16, 1e-12);
  EXPECT_NEAR(fair_coins_at_most(0, 0), 1, 1e-12);
}

TEST(Distributions, Beta) {
  EXPECT_NEAR(beta_quantile(.5, 2, 2), .5, 1e-12);
  EXPECT_NEAR(beta_quantile(.05, 1, 3), 1 - std::cbrt(.95), 1e-12);  // 1 - (1-p)^(1/b)
  EXPECT_NEAR(log_beta(2, 3), std::log(1.0 / 12), 1e-12);
}

}  // namespace
}  // namespace broch::stats
