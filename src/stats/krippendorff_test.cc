#include "stats/krippendorff.h"

#include "stats/testing.h"

namespace broch::stats {
namespace {

/// Krippendorff's (2011) example: four raters, twelve units, ratings missing.
const std::vector<std::vector<double>> kTwelveUnits = {{1, 1, 1},    {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3},
                                                       {2, 2, 2, 2}, {1, 2, 3, 4}, {4, 4, 4, 4}, {1, 1, 2, 1},
                                                       {2, 2, 2, 2}, {5, 5, 5},    {1, 1},       {3}};

struct AlphaCase {
  Level level;
  double alpha;
};
class KrippendorffAlpha : public testing::TestWithParam<AlphaCase> {};

TEST_P(KrippendorffAlpha, OfTwelveUnits) {
  const auto alpha = krippendorff_alpha(kTwelveUnits, GetParam().level);
  ASSERT_TRUE(alpha);
  EXPECT_NEAR(*alpha, GetParam().alpha, kSixDecimals);
}

TEST_P(KrippendorffAlpha, PerfectAgreementIsOne) {
  const std::vector<std::vector<double>> units = {{1, 1}, {2, 2, 2}, {5, 5}};
  EXPECT_NEAR(*krippendorff_alpha(units, GetParam().level), 1, 1e-12);
}

TEST_P(KrippendorffAlpha, NeedsPairsAndVariation) {
  EXPECT_FALSE(krippendorff_alpha({}, GetParam().level));
  EXPECT_FALSE(krippendorff_alpha(std::vector<std::vector<double>>{{1}, {2}, {}}, GetParam().level));
  EXPECT_FALSE(krippendorff_alpha(std::vector<std::vector<double>>{{1, 1}, {1, 1}, {2}}, GetParam().level));
}

INSTANTIATE_TEST_SUITE_P(Level, KrippendorffAlpha,
                         testing::Values(AlphaCase{Level::kNominal, .743421},
                                         AlphaCase{Level::kOrdinal, .815388},
                                         AlphaCase{Level::kInterval, .849107},
                                         AlphaCase{Level::kRatio, .797403}));

TEST(KrippendorffAlphaNames, OfTwoRatersNearScottsPi) {
  // Hand computed: pairs (a,a) (a,b) (b,b): 1 - 5 * 1 / (3 * 3) for nominal ratings.
  const std::vector<std::vector<double>> units = {{0, 0}, {0, 1}, {1, 1}};
  EXPECT_NEAR(*krippendorff_alpha(units, Level::kNominal), 4.0 / 9, 1e-12);
}

}  // namespace
}  // namespace broch::stats
