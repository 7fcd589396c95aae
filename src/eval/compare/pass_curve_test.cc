#include "eval/compare/pass_curve.h"

#include <gtest/gtest.h>

#include "eval/compare/metrics.h"
#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

/// Each word is an item, each letter one of its attempts.
std::vector<AttemptRecord> repeated(std::initializer_list<const char*> items) {
  std::vector<AttemptRecord> attempts;
  int64_t number = 0;
  for (const char* letters : items) {
    std::vector<AttemptRecord> of = attempts_of("insecure", letters);
    for (size_t i = 0; i < of.size(); ++i) {
      of[i].sample = of[i].item = of[i].cluster = "i" + std::to_string(number);
      of[i].attempt = i;
    }
    attempts.insert(attempts.end(), of.begin(), of.end());
    ++number;
  }
  return attempts;
}

std::vector<PassAt> curve_of(const std::vector<AttemptRecord>& attempts) {
  for (const Metric& metric : metrics(run_of("r"), attempts)) {
    if (metric.metric == "insecure" && metric.slice.empty()) return metric.pass;
  }
  return {};
}

// Chen et al. 2021: of 10 attempts with 3 successes, 1 - C(7,1)/C(10,1) = .3, at 5 1 - C(7,5)/C(10,5) =
// 11/12; with none 0.
TEST(PassCurve, IsTheMeanOverItems) {
  const std::vector<PassAt> curve = curve_of(repeated({"1110000000", "0000000000"}));
  std::map<int64_t, double> rates;
  for (const PassAt& at : curve) {
    rates[at.k] = at.rate;
    EXPECT_EQ(at.items, 2);
    EXPECT_LE(at.interval.low, at.rate);
    EXPECT_GE(at.interval.high, at.rate);
  }
  ASSERT_EQ(rates.size(), 5u);
  EXPECT_NEAR(rates.at(1), .15, 1e-12);
  EXPECT_NEAR(rates.at(2), (1 - 7.0 * 6 / (10 * 9)) / 2, 1e-12);
  EXPECT_NEAR(rates.at(5), 11.0 / 24, 1e-12);
  EXPECT_NEAR(rates.at(10), .5, 1e-12);
}

TEST(PassCurve, AnItemCountsAsFarAsItWasDecided) {
  const std::vector<PassAt> curve = curve_of(repeated({"10e?", "1100"}));
  ASSERT_EQ(curve.size(), 4u);
  EXPECT_EQ(curve[1].items, 2);
  EXPECT_NEAR(curve[1].rate, (1 + 5.0 / 6) / 2, 1e-12);
  EXPECT_EQ(curve[2].k, 3);
  EXPECT_EQ(curve[2].items, 1);
  EXPECT_EQ(curve[3].k, 4);
}

TEST(PassCurve, OneAttemptIsNoCurve) { EXPECT_TRUE(curve_of(repeated({"1", "0", "1"})).empty()); }

// Attempts under several conditions are no repetitions of each other.
TEST(PassCurve, AMatrixHasOneInEachCellAndNoneOverall) {
  std::vector<AttemptRecord> attempts = repeated({"10", "01"});
  RunRecord run = run_of("r");
  run.conditions.as_object().append("matrix", json::Object{{"digest", "d"}, {"guards", json::Array{}}});
  for (AttemptRecord& attempt : attempts) {
    attempt.sample += "~plain~none";
    attempt.slices = {{"condition", "plain"}, {"guard", "none"}, {"behaviour", "b"}};
  }
  size_t curves = 0;
  for (const Metric& metric : metrics(run, attempts)) {
    EXPECT_EQ(!metric.pass.empty(), metric.slice.size() > 1);
    curves += metric.pass.empty() ? 0 : 1;
  }
  EXPECT_EQ(curves, 2u);
}

}  // namespace
}  // namespace broch::eval
