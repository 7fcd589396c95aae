#include "stats/multiple.h"

#include <algorithm>

#include "stats/testing.h"

namespace broch::stats {
namespace {

/// Ten p values, adjusted by hand.
const std::vector<double> kTen = {.001, .008, .039, .041, .042, .060, .074, .205, .212, .216};

void expect_values(const std::vector<double>& actual, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(actual.size(), expected.size());
  for (size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], tolerance) << i;
}

TEST(Holm, OfTen) {
  expect_values(holm(kTen), {.01, .072, .312, .312, .312, .312, .312, .615, .615, .615}, 1e-9);
}

TEST(BenjaminiHochberg, OfTen) {
  expect_values(benjamini_hochberg(kTen), {.01, .04, .084, .084, .084, .1, .105714, .216, .216, .216},
                kSixDecimals);
}

TEST(BenjaminiYekutieli, OfTen) {
  expect_values(benjamini_yekutieli(kTen),
                {.029290, .117159, .246033, .246033, .246033, .292897, .309634, .632657, .632657, .632657},
                kSixDecimals);
}

TEST(Adjusted, FiveSmallValuesBecomeTwoAndOne) {
  const auto below = [](const std::vector<double>& p) {
    return std::count_if(p.begin(), p.end(), [](double value) { return value < .05; });
  };
  EXPECT_EQ(below(kTen), 5);
  EXPECT_EQ(below(benjamini_hochberg(kTen)), 2);
  EXPECT_EQ(below(holm(kTen)), 1);
}

TEST(Adjusted, KeepTheOrderGivenAndStayProbabilities) {
  const std::vector<double> p = {.9, .01, .8};
  expect_values(holm(p), {1, .03, 1}, 1e-12);
  expect_values(benjamini_hochberg(p), {.9, .03, .9}, 1e-12);
  expect_values(benjamini_yekutieli(p), {1, .055, 1}, 1e-12);  // factor 1 + 1/2 + 1/3
}

TEST(Adjusted, OfOneIsItselfAndOfNoneIsNothing) {
  for (const auto method : {holm, benjamini_hochberg, benjamini_yekutieli}) {
    EXPECT_TRUE(method({}).empty());
    expect_values(method(std::vector<double>{.04}), {.04}, 1e-12);
    const std::vector<double> tied = method(std::vector<double>{.02, .02});
    EXPECT_EQ(tied[0], tied[1]);
  }
}

}  // namespace
}  // namespace broch::stats
