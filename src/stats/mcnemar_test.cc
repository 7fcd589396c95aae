#include "stats/mcnemar.h"

#include "stats/testing.h"

namespace broch::stats {
namespace {

/// Binomial sums and chi-square tails of another program.
struct McNemarCase {
  int64_t b, c;
  double exact, mid_p, chi_square, corrected, p_corrected, p_chi_square;
};

class McNemar : public testing::TestWithParam<McNemarCase> {};

TEST_P(McNemar, Exact) {
  EXPECT_NEAR(mcnemar_exact(GetParam().b, GetParam().c), GetParam().exact, kSixDecimals);
  EXPECT_EQ(mcnemar_exact(GetParam().c, GetParam().b), mcnemar_exact(GetParam().b, GetParam().c));
}
TEST_P(McNemar, MidP) {
  EXPECT_NEAR(mcnemar_mid_p(GetParam().b, GetParam().c), GetParam().mid_p, kSixDecimals);
  EXPECT_NEAR(mcnemar_mid_p(GetParam().c, GetParam().b), GetParam().mid_p, kSixDecimals);
}
TEST_P(McNemar, ChiSquare) {
  const ChiSquare result = mcnemar_chi_square(GetParam().b, GetParam().c);
  EXPECT_NEAR(result.value, GetParam().chi_square, kSixDecimals);
  EXPECT_NEAR(result.p, GetParam().p_chi_square, kSixDecimals);
}

TEST_P(McNemar, Corrected) {
  const ChiSquare result = mcnemar_corrected(GetParam().b, GetParam().c);
  EXPECT_NEAR(result.value, GetParam().corrected, kSixDecimals);
  EXPECT_NEAR(result.p, GetParam().p_corrected, kSixDecimals);
}

INSTANTIATE_TEST_SUITE_P(
    Table, McNemar,
    testing::Values(McNemarCase{12, 3, .035156, .021271, 5.4, 4.266667, .038867, .020137},
                    McNemarCase{5, 0, .0625, .03125, 5, 3.2, .073638, .025347},
                    McNemarCase{6, 0, .03125, .015625, 6, 4.166667, .041227, .014306},
                    McNemarCase{25, 10, .016674, .011331, 6.428571, 5.6, .017960, .011230},
                    McNemarCase{3, 1, .625, .375, 1, .25, .617075, .317311},
                    McNemarCase{40, 25, .081682, .064018, 3.461538, 3.015385, .082478, .062812},
                    // Fagerland's mid-p; software that takes C(14,7)/2^14 off 1 has .790527
                    McNemarCase{7, 7, 1, .895264, 0, .071429, .789268, 1}));

TEST(McNemarExact, OfPublishedLogs) {
  // AgentHarm on one model: refused when harmful against refused when benign; two chat runs.
  EXPECT_NEAR(mcnemar_exact(58, 7) / 4.27e-11, 1, .005);
  EXPECT_NEAR(mcnemar_exact(10, 8), .8145, 5e-5);
}

TEST(McNemarExact, ShowsNothingWithFiveDiscordantPairs) {
  for (int64_t b = 0; b <= 5; ++b) EXPECT_GT(mcnemar_exact(b, 5 - b), .05);
  EXPECT_LE(mcnemar_exact(6, 0), .05);
}

TEST(McNemarExact, WithoutDiscordantPairsIsOne) {
  EXPECT_EQ(mcnemar_exact(0, 0), 1);
  EXPECT_EQ(mcnemar_mid_p(0, 0), 1);
  EXPECT_EQ(mcnemar_chi_square(0, 0).p, 1);
  EXPECT_EQ(mcnemar_corrected(0, 0).p, 1);
}

}  // namespace
}  // namespace broch::stats
