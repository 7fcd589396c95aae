#include <gtest/gtest.h>

#include <cmath>

#include "stats/stats.h"

namespace broch::stats {
namespace {

TEST(ConnorPairs, MatchesTheTable) {
  EXPECT_NEAR(connor_pairs(.2, .05), 625.547, 5e-4);
  EXPECT_NEAR(connor_pairs(.1, .05), 311.587, 5e-4);
  EXPECT_NEAR(connor_pairs(.3, .1), 233.095, 5e-4);
  EXPECT_NEAR(connor_pairs(.15, .09), 142.969, 5e-4);
  EXPECT_NEAR(connor_pairs(.15, -.09), 142.969, 5e-4);
  EXPECT_TRUE(std::isinf(connor_pairs(.2, 0)));
}

TEST(MinimumDetectable, MatchesMiller) {
  EXPECT_NEAR(minimum_detectable(1.0 / 9, 198), .066367, 5e-6);
  EXPECT_NEAR(minimum_detectable(.5, 1000), .062645, 5e-6);  // two samples at p .5
  EXPECT_NEAR(minimum_detectable(2 * .2 * .8, 251), .100033, 5e-6);
}

TEST(Holm, MatchesTheTenValues) {
  const std::vector<double> p = {.001, .008, .039, .041, .042, .060, .074, .205, .212, .216};
  const std::vector<double> expected = {.01, .072, .312, .312, .312, .312, .312, .615, .615, .615};
  const std::vector<double> adjusted = holm(p);
  ASSERT_EQ(adjusted.size(), expected.size());
  for (size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(adjusted[i], expected[i], 1e-9) << i;
}

TEST(Holm, KeepsTheOrderGivenAndStaysAProbability) {
  const std::vector<double> p = {.9, .01, .8};
  const std::vector<double> adjusted = holm(p);
  EXPECT_NEAR(adjusted[1], .03, 1e-12);
  EXPECT_NEAR(adjusted[0], 1, 1e-12);
  EXPECT_NEAR(adjusted[2], 1, 1e-12);
  EXPECT_TRUE(holm({}).empty());
}

}  // namespace
}  // namespace broch::stats
