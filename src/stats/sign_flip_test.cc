#include "stats/sign_flip.h"

#include "stats/mcnemar.h"
#include "stats/testing.h"

namespace broch::stats {
namespace {

TEST(SignFlip, MatchesTheEightDifferences) {
  // 36 of 256 patterns, counted by hand.
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
  EXPECT_NEAR(sign_flip(discordant(12, 3, 40), singletons(40), 1), mcnemar_exact(12, 3), 1e-12);
}

TEST(SignFlip, SampledIsRepeatableAndNearTheExactTest) {
  const std::vector<double> d = discordant(25, 10, 60);
  const double p = sign_flip(d, singletons(60), 5);
  EXPECT_EQ(p, sign_flip(d, singletons(60), 5));
  EXPECT_NEAR(p, mcnemar_exact(25, 10), .006);
  EXPECT_EQ(sign_flip(std::vector<double>(30, 0), singletons(30), 5), 1);
}

TEST(SignFlip, WithoutDifferencesIsOne) {
  EXPECT_EQ(sign_flip({}, {}, 1), 1);
  EXPECT_EQ(sign_flip(std::vector<double>(5, 0), singletons(5), 1), 1);
  // A cluster whose differences cancel shows nothing either.
  EXPECT_EQ(sign_flip(std::vector<double>{1, -1}, std::vector<int64_t>{0, 0}, 1), 1);
}

TEST(SignFlip, OfFiveClustersShowsNothing) {
  EXPECT_NEAR(sign_flip(std::vector<double>(5, 1), singletons(5), 1), 2.0 / 32, 1e-12);
  EXPECT_NEAR(sign_flip(std::vector<double>(6, 1), singletons(6), 1), 2.0 / 64, 1e-12);
}

}  // namespace
}  // namespace broch::stats
