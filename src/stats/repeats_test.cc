#include "stats/repeats.h"

#include <cmath>

#include "stats/testing.h"

namespace broch::stats {
namespace {

struct PassCase {
  int64_t n, c, k;
  double at_least_once;
};
class PassAtK : public testing::TestWithParam<PassCase> {};

TEST_P(PassAtK, Value) {
  const auto& [n, c, k, expected] = GetParam();
  ASSERT_TRUE(pass_at_k(n, c, k));
  EXPECT_NEAR(*pass_at_k(n, c, k), expected, kSixDecimals);
}

// Binomial coefficients by hand; 1 - (1-c/n)^k would say .831930 for (10,3,5) and .489358 for (200,13,10).
INSTANTIATE_TEST_SUITE_P(Table, PassAtK,
                         testing::Values(PassCase{10, 3, 1, .3}, PassCase{10, 3, 5, 11.0 / 12},
                                         PassCase{10, 0, 5, 0}, PassCase{10, 10, 1, 1},
                                         PassCase{200, 13, 10, .497551}, PassCase{200, 13, 100, .999919},
                                         PassCase{5, 1, 3, .6}));

TEST(PassAllK, OfTenWithEightRight) {
  EXPECT_NEAR(*pass_all_k(10, 8, 5), 56.0 / 252, 1e-12);
  EXPECT_EQ(*pass_all_k(10, 4, 5), 0);
  EXPECT_NEAR(*pass_all_k(10, 10, 5), 1, 1e-12);
}

TEST(PassK, NeedsAsManyAttemptsAsItAsksFor) {
  for (const auto method : {pass_at_k, pass_all_k}) {
    EXPECT_FALSE(method(4, 2, 5));
    EXPECT_FALSE(method(4, 2, 0));
    EXPECT_FALSE(method(4, 5, 1));
    EXPECT_FALSE(method(4, -1, 1));
    EXPECT_FALSE(method(0, 0, 1));
    EXPECT_TRUE(method(5, 2, 5));
  }
}

TEST(RepeatedMean, OfSixItemsWithFourAttempts) {
  // Computed by hand.
  const std::vector<std::vector<double>> items = {{1, 1, 1, 1}, {1, 0, 1, 0}, {0, 0, 0, 1},
                                                  {1, 1, 0, 1}, {0, 0, 0, 0}, {1, 1, 1, 0}};
  const auto mean = repeated_mean(items);
  ASSERT_TRUE(mean);
  EXPECT_NEAR(mean->value, .541667, kSixDecimals);
  EXPECT_NEAR(mean->within, .180556, kSixDecimals);
  EXPECT_NEAR(mean->between_means, .135417, kSixDecimals);
  EXPECT_NEAR(mean->between, .090278, kSixDecimals);
  EXPECT_NEAR(mean->standard_error, .150231, kSixDecimals);
  EXPECT_NEAR(mean->naive_error, .101707, kSixDecimals);
  EXPECT_NEAR(mean->floor_error, .122663, kSixDecimals);
}

TEST(RepeatedMean, OfAlikeItemsHasNoFloor) {
  const auto mean = repeated_mean(std::vector<std::vector<double>>{{1, 0}, {0, 1}, {1, 0}});
  ASSERT_TRUE(mean);
  EXPECT_NEAR(mean->between, -.25, 1e-12);
  EXPECT_EQ(mean->floor_error, 0);
}

TEST(RepeatedMean, NeedsTwoItemsAndTwoAttemptsAtEach) {
  EXPECT_FALSE(repeated_mean({}));
  EXPECT_FALSE(repeated_mean(std::vector<std::vector<double>>{{1, 0}}));
  EXPECT_FALSE(repeated_mean(std::vector<std::vector<double>>{{1, 0}, {1}}));
}

}  // namespace
}  // namespace broch::stats
