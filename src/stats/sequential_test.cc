#include "stats/sequential.h"

#include "stats/testing.h"

namespace broch::stats {
namespace {

/// Beta functions of another program.
struct EValueCase {
  int64_t b, c;
  double half, uniform;
};
class SequentialEValue : public testing::TestWithParam<EValueCase> {};

TEST_P(SequentialEValue, Value) {
  const auto& [b, c, half, uniform] = GetParam();
  EXPECT_NEAR(sequential_e_value(b, c), half, kSixDecimals);
  EXPECT_NEAR(sequential_e_value(c, b), half, kSixDecimals);
  EXPECT_NEAR(sequential_e_value(b, c, 1), uniform, kSixDecimals);
}

INSTANTIATE_TEST_SUITE_P(Table, SequentialEValue,
                         testing::Values(EValueCase{12, 3, 3.627441, 4.501099},
                                         EValueCase{25, 10, 3.702613, 5.199043},
                                         EValueCase{40, 25, .565239, .857761},
                                         EValueCase{20, 2, 853.640871, 789.441747}));

TEST(SequentialEValueEnds, WithoutPairsIsOne) {
  EXPECT_NEAR(sequential_e_value(0, 0), 1, 1e-12);
  EXPECT_NEAR(sequential_e_value(1, 0), 1, 1e-12);  // one pair shows nothing: 2 * 1/2
}

TEST(SequentialEValueEnds, IsAFairBet) {
  // From any state the next pair leaves the expectation as it is: that is what makes any peek valid.
  for (int64_t b = 0; b < 20; ++b) {
    const double now = sequential_e_value(b, 7);
    EXPECT_NEAR((sequential_e_value(b + 1, 7) + sequential_e_value(b, 8)) / 2 / now, 1, 1e-9);
  }
}

}  // namespace
}  // namespace broch::stats
