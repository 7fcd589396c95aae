#include "stats/difference.h"

#include "stats/testing.h"

namespace broch::stats {
namespace {

TEST(BonettPrice, TwelveAgainstThreeOfAHundred) {
  expect_interval(bonett_price(12, 3, 100), .010881, .165590);
  expect_interval(bonett_price(3, 12, 100), -.165590, -.010881);
}

TEST(BonettPrice, WithoutDiscordantPairsHasWidth) {
  // Hand computed: 2/102 = .0196078, half-width 1.959964 sqrt(.0196078/102) = .0271746.
  expect_interval(bonett_price(0, 0, 100), -.027175, .027175);
}

TEST(BonettPrice, StaysWithinItsRange) {
  EXPECT_EQ(bonett_price(5, 0, 5).high, 1);
  EXPECT_EQ(bonett_price(0, 5, 5).low, -1);
  expect_interval(bonett_price(0, 0, 0), -1, 1, 0);
}

TEST(PairedWald, TwelveAgainstThreeOfAHundred) {
  expect_interval(paired_wald(12, 3, 100), .016169, .163831);
  expect_interval(paired_wald(0, 0, 100), 0, 0);  // why it is not what differences are shown with
  expect_interval(paired_wald(0, 0, 0), -1, 1, 0);
}

TEST(NewcombePaired, FagerlandLydersenLaake) {
  // Fagerland, Lydersen & Laake (2014): complete response before and after therapy (Cavo et al. 2012), airway
  // hyper-responsiveness before and after transplantation (Bentur et al. 2009).
  expect_interval(newcombe_paired({59, 6, 16, 80}), -.1186, -.0046, 5e-5);
  expect_interval(newcombe_paired({1, 1, 7, 12}), -.507, -.026, 5e-4);
  expect_interval(newcombe_paired({1, 7, 1, 12}), .026, .507, 5e-4);  // turned round
}

TEST(NewcombePaired, EndsOfTheTable) {
  // Computed by another program from the formula: no pair differs; one run all alike.
  expect_interval(newcombe_paired({50, 0, 0, 50}), -.019234, .019234);
  expect_interval(newcombe_paired({100, 0, 0, 0}), -.036993, .036993);
  expect_interval(newcombe_paired({0, 0, 0, 0}), -1, 1, 0);
}

TEST(NewcombeIndependent, ThreePairsOfSamples) {
  expect_interval(newcombe_independent({56, 70}, {48, 80}), .052431, .333873);  // Newcombe (1998)
  expect_interval(newcombe_independent({9, 10}, {3, 10}), .170523, .809018);
  expect_interval(newcombe_independent({120, 200}, {90, 200}), .052131, .243881);
}

TEST(NewcombeIndependent, EndsAndEmptySamples) {
  const Interval none = newcombe_independent({0, 10}, {0, 10});
  expect_interval(none, -.277533, .277533);  // Wilson's upper limit of 0 of 10
  expect_interval(newcombe_independent({0, 0}, {3, 10}), -1, 1, 0);
  expect_interval(newcombe_independent({3, 10}, {0, 0}), -1, 1, 0);
}

}  // namespace
}  // namespace broch::stats
