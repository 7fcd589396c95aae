#include "stats/rate.h"

#include "stats/testing.h"

namespace broch::stats {
namespace {

/// Eight counts and their intervals by each method, from inverses of normal and beta of another program.
struct RateCase {
  int64_t k, n;
  Interval wald, wilson, agresti_coull, clopper_pearson, jeffreys;
};

class Rate : public testing::TestWithParam<RateCase> {};

TEST_P(Rate, Wald) {
  const RateCase& c = GetParam();
  expect_interval(wald(c.k, c.n), c.wald.low, c.wald.high);
}
TEST_P(Rate, Wilson) {
  const RateCase& c = GetParam();
  expect_interval(wilson(c.k, c.n), c.wilson.low, c.wilson.high);
}
TEST_P(Rate, AgrestiCoull) {
  const RateCase& c = GetParam();
  expect_interval(agresti_coull(c.k, c.n), c.agresti_coull.low, c.agresti_coull.high);
}
TEST_P(Rate, ClopperPearson) {
  const RateCase& c = GetParam();
  expect_interval(clopper_pearson(c.k, c.n), c.clopper_pearson.low, c.clopper_pearson.high);
}
TEST_P(Rate, Jeffreys) {
  const RateCase& c = GetParam();
  expect_interval(jeffreys(c.k, c.n), c.jeffreys.low, c.jeffreys.high);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Rate,
    testing::Values(RateCase{17,
                             20,
                             {.693509, 1.006491},
                             {.639581, .947631},
                             {.631151, .956061},
                             {.621073, .967929},
                             {.651422, .955869}},
                    RateCase{0, 10, {0, 0}, {0, .277533}, {-.043355, .320887}, {0, .308497}, {0, .217196}},
                    RateCase{10, 10, {1, 1}, {.722467, 1}, {.679113, 1.043355}, {.691503, 1}, {.782804, 1}},
                    RateCase{5, 5, {1, 1}, {.565518, 1}, {.510945, 1.054572}, {.478176, 1}, {.620623, 1}},
                    RateCase{0, 100, {0, 0}, {0, .036993}, {-.007419, .044412}, {0, .036217}, {0, .024745}},
                    RateCase{1,
                             100,
                             {-.009501, .029501},
                             {.001767, .054486},
                             {-.003673, .059927},
                             {.000253, .054459},
                             {.001081, .045779}},
                    RateCase{3,
                             50,
                             {-.005827, .125827},
                             {.020615, .162171},
                             {.014421, .168365},
                             {.012549, .165482},
                             {.017187, .151533}},
                    RateCase{850,
                             1000,
                             {.827869, .872131},
                             {.826531, .870790},
                             {.826491, .870830},
                             {.826342, .871575},
                             {.826871, .871107}}));

struct CredibleCase {
  int64_t k, n;
  Interval interval;
};
class UniformCredible : public testing::TestWithParam<CredibleCase> {};

TEST_P(UniformCredible, TailsOfThePosterior) {
  const auto& [k, n, expected] = GetParam();
  expect_interval(uniform_credible(k, n), expected.low, expected.high);
}

INSTANTIATE_TEST_SUITE_P(
    Table, UniformCredible,
    testing::Values(CredibleCase{17, 20, {.636576, .945536}}, CredibleCase{0, 10, {.002299, .284914}},
                    CredibleCase{0, 100, {.000251, .035865}}, CredibleCase{1, 100, {.002407, .053932}},
                    CredibleCase{3, 50, {.021784, .162422}}, CredibleCase{850, 1000, {.826513, .870769}},
                    CredibleCase{0, 0, {.025, .975}}));

TEST(ZeroEvents, UpperLimit) {
  EXPECT_NEAR(zero_events_upper(100), .029513, kSixDecimals);
  EXPECT_NEAR(zero_events_upper(750), .003986, kSixDecimals);
  EXPECT_NEAR(zero_events_upper(1), .95, kSixDecimals);
  EXPECT_EQ(zero_events_upper(0), 1);
}

TEST(RateEnds, ContainTheirEstimateExactly) {
  for (const auto method : {wilson, clopper_pearson, jeffreys}) {
    EXPECT_EQ(method(0, 7, .95).low, 0);
    EXPECT_EQ(method(7, 7, .95).high, 1);
    EXPECT_GT(method(0, 7, .95).high, .2);
    EXPECT_LT(method(7, 7, .95).low, .8);
  }
}

TEST(RateEnds, AreOpenWithoutTrials) {
  for (const auto method : {wilson, clopper_pearson, jeffreys, agresti_coull, wald}) {
    EXPECT_EQ(method(0, 0, .95).low, 0);
    EXPECT_EQ(method(0, 0, .95).high, 1);
  }
}

TEST(RateEnds, AreWiderWithMoreConfidence) {
  for (const auto method : {wilson, clopper_pearson, jeffreys, agresti_coull, wald, uniform_credible}) {
    EXPECT_LT(method(3, 20, .99).low, method(3, 20, .90).low);
    EXPECT_GT(method(3, 20, .99).high, method(3, 20, .90).high);
  }
}

}  // namespace
}  // namespace broch::stats
