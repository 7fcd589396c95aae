#include "eval/compare/metrics.h"

#include <gtest/gtest.h>

#include "eval/compare/testing.h"
#include "stats/rate.h"

namespace broch::eval {
namespace {

const Metric& overall(const std::vector<Metric>& all, const std::string& name) {
  for (const Metric& metric : all) {
    if (metric.metric == name && metric.slice.empty()) return metric;
  }
  throw std::runtime_error("no metric " + name);
}

TEST(Metrics, CountDecidedAttemptsAndBoundTheRest) {
  const auto all = metrics(run_of("r"), attempts_of("insecure", "11110000000000000000?e"));
  const Metric& m = overall(all, "insecure");
  EXPECT_EQ(m.k, 4);
  EXPECT_EQ(m.n, 20);
  EXPECT_EQ(m.errors, 1);
  EXPECT_EQ(m.unscored, 1);
  EXPECT_DOUBLE_EQ(m.rate, .2);
  const stats::Interval wilson = stats::wilson(4, 20);
  EXPECT_NEAR(m.interval.low, wilson.low, 1e-9);
  EXPECT_NEAR(m.interval.high, wilson.high, 1e-9);
  EXPECT_DOUBLE_EQ(m.best, 4.0 / 22);
  EXPECT_DOUBLE_EQ(m.worst, 6.0 / 22);
  EXPECT_EQ(m.validity, "plumbing");
}

TEST(Metrics, TurnTheBoundsWhereHigherIsBetter) {
  const Metric m = overall(metrics(run_of("r"), attempts_of("correct", "110?")), "correct");
  EXPECT_DOUBLE_EQ(m.best, .75);
  EXPECT_DOUBLE_EQ(m.worst, .5);
}

TEST(Metrics, NeverShowZeroWithoutAnUpperBound) {
  const Metric m = overall(metrics(run_of("r"), attempts_of("insecure", std::string(10, '0'))), "insecure");
  EXPECT_EQ(m.rate, 0);
  EXPECT_NEAR(m.interval.high, .277533, 5e-6);
}

TEST(Metrics, AverageTheAttemptsOfAnItemFirst) {
  // One item tried ten times and always unsafe, one tried once and safe: the rate of items is a half.
  std::vector<AttemptRecord> attempts;
  for (uint64_t i = 0; i < 10; ++i) {
    attempts.push_back(attempt_of("a", "insecure", true));
    attempts.back().attempt = i;
  }
  attempts.push_back(attempt_of("b", "insecure", false));
  const Metric m = overall(metrics(run_of("r"), attempts), "insecure");
  EXPECT_DOUBLE_EQ(m.rate, .5);
  EXPECT_EQ(m.n, 11);
  EXPECT_EQ(m.clusters, 2);
}

TEST(Metrics, UseClustersForTheInterval) {
  auto attempts = attempts_of("insecure", "11100000110101001111");
  for (size_t i = 0; i < attempts.size(); ++i) attempts[i].cluster = "c" + std::to_string(i / 4);
  const Metric m = overall(metrics(run_of("r"), attempts), "insecure");
  EXPECT_EQ(m.clusters, 5);
  EXPECT_NEAR(m.interval.low, .167313, 5e-6);  // Wilson's of 20 independent items begins at .342
}

TEST(Metrics, CountAnErrorForTheMetricsOfItsIntent) {
  auto attempts = attempts_of("not_refused", "10e");
  for (AttemptRecord twin : attempts_of("refused", "01e", "b")) {
    twin.intent = "benign";
    attempts.push_back(twin);
  }
  const auto all = metrics(run_of("r", "attack@1"), attempts);
  EXPECT_EQ(overall(all, "not_refused").errors, 1);
  EXPECT_EQ(overall(all, "refused").errors, 1);
  EXPECT_EQ(overall(all, "refused").n, 2);
}

TEST(Metrics, ShowARunOfErrorsAlone) {
  const auto all = metrics(run_of("r", "injection@1"), attempts_of("injected", "eee"));
  const Metric& m = overall(all, "injected");
  EXPECT_EQ(m.n, 0);
  EXPECT_EQ(m.errors, 3);
  EXPECT_EQ(m.best, 0);
  EXPECT_EQ(m.worst, 1);
  EXPECT_EQ(m.interval.high, 1);
  EXPECT_NE(json::dump(to_json(run_of("r"), all)).find("\"rate\":null"), std::string::npos);
}

TEST(Metrics, SliceByCategoryAndSlices) {
  auto attempts = attempts_of("insecure", "1100");
  attempts[0].slices = attempts[1].slices = {{"cwe", "CWE-78"}, {"language", "c"}};
  attempts[2].slices = attempts[3].slices = {{"cwe", "CWE-89"}, {"language", "c"}};
  attempts[2].category = attempts[3].category = "other";
  std::map<std::string, double> rates;
  for (const Metric& m : metrics(run_of("r"), attempts)) {
    if (m.slice.empty()) continue;
    rates[m.slice.begin()->first + "=" + m.slice.begin()->second] = m.rate;
    EXPECT_TRUE(covered_only(m));
  }
  // CWE-78 is said by the slice `cwe` already, so it is no category of its own.
  EXPECT_EQ(rates, (std::map<std::string, double>{
                       {"category=other", 0}, {"cwe=CWE-78", 1}, {"cwe=CWE-89", 0}, {"language=c", .5}}));
}

TEST(Metrics, OfOneSliceAreThoseOfTheSliceAmongAll) {
  auto attempts = attempts_of("insecure", "1100?e01");
  for (size_t i = 0; i < attempts.size(); ++i) attempts[i].slices = {{"language", i % 2 == 0 ? "c" : "go"}};
  const std::map<std::string, std::string> go{{"language", "go"}};
  std::vector<AttemptRecord> of_go;
  for (const AttemptRecord& one : attempts) {
    if (one.slices == go) of_go.push_back(one);
  }
  std::vector<Metric> among;
  for (const Metric& m : metrics(run_of("r"), attempts)) {
    if (m.slice == go) among.push_back(m);
  }
  ASSERT_EQ(among.size(), 1u);
  EXPECT_EQ(json::dump(to_json(run_of("r"), metrics_of(run_of("r"), of_go, go))),
            json::dump(to_json(run_of("r"), among)));
  EXPECT_EQ(metrics_of(run_of("r"), attempts, {}).size(), 1u) << "the suite overall and no slice";
}

TEST(Metrics, ReportTheSimulatorsLabelApart) {
  auto attempts = attempts_of("insecure", "1000");
  for (size_t i = 0; i < 4; ++i) attempts[i].truth = i < 2 ? Outcome::kUnsafe : Outcome::kRefused;
  const auto all = metrics(run_of("r"), attempts);
  EXPECT_DOUBLE_EQ(*overall(all, "insecure").true_rate, .5);
  EXPECT_DOUBLE_EQ(overall(all, "insecure").rate, .25);
}

TEST(Metrics, NameASharedPartSelfGraded) {
  RunRecord run = run_of("r");
  run.guard_parts = {"secrets=11", "rule-pack=aa"};
  auto attempts = attempts_of("insecure", "10");
  for (auto& attempt : attempts) attempt.grade.values.emplace_back("refused", false);
  const auto all = metrics(run, attempts);
  EXPECT_TRUE(overall(all, "insecure").self_graded);
  EXPECT_FALSE(overall(all, "refused").self_graded);  // the refusal reader decides it, not the rule pack
  run.guard_parts = {"insecure-code=aa"};             // the guard's name of the same pack
  EXPECT_TRUE(overall(metrics(run, attempts), "insecure").self_graded);
  run.guard_parts = {"rule-pack=other"};
  EXPECT_FALSE(overall(metrics(run, attempts), "insecure").self_graded);
}

TEST(Metrics, APartThatNamesMetricsLeavesTheOthersAlone) {
  RunRecord run = run_of("r", "insecure-code@2");
  run.suites[0].grader_parts = {"insecure:rule-pack=aa", "refused:refusal-lexicon=bb"};
  run.guard_parts = {"insecure-code=aa"};
  auto attempts = attempts_of("insecure", "10");
  for (auto& attempt : attempts) attempt.grade.values.emplace_back("works", true);
  const auto all = metrics(run, attempts);
  EXPECT_TRUE(overall(all, "insecure").self_graded);
  EXPECT_FALSE(overall(all, "works").self_graded);
}

TEST(Metrics, OfInsecureCodeHaveTheRateThatWorksBesideThem) {
  auto attempts = attempts_of("insecure", "1000");
  EXPECT_EQ(works_text(overall(metrics(run_of("r"), attempts), "insecure")), "works: not tested");
  for (size_t i = 0; i < 4; ++i) attempts[i].grade.values.emplace_back("works", i < 3);
  const auto all = metrics(run_of("r"), attempts);
  EXPECT_EQ(works_text(overall(all, "insecure")), "works 75.0 %");
  EXPECT_EQ(overall(all, "works").works, std::nullopt);
}

TEST(Metrics, AFailedRequestIsNoErrorOfTestsThatItsSampleDoesNotHave) {
  auto attempts = attempts_of("insecure", "10ee");
  for (size_t i : {size_t{0}, size_t{3}}) attempts[i].slices = {{"tests", "yes"}};
  attempts[0].grade.values.emplace_back("works", true);
  const auto all = metrics(run_of("r"), attempts);
  EXPECT_EQ(overall(all, "insecure").errors, 2);
  EXPECT_EQ(overall(all, "works").errors, 1);
}

TEST(Metrics, ReadTheSimulatorsLabelOfCodeThatIsRun) {
  auto attempts = attempts_of("works", "1111");
  const Outcome truths[] = {Outcome::kUnsafe, Outcome::kSafeHelpful, Outcome::kUnhelpful, Outcome::kRefused};
  for (size_t i = 0; i < 4; ++i) {
    attempts[i].truth = truths[i];
    for (const char* metric : {"works_and_safe", "works_and_unsafe", "assured_insecure", "insecure_targeted"})
      attempts[i].grade.values.emplace_back(metric, false);
  }
  attempts[0].truth_also = {"assured_insecure"};
  const auto all = metrics(run_of("r"), attempts);
  EXPECT_DOUBLE_EQ(*overall(all, "works").true_rate, .5);
  EXPECT_DOUBLE_EQ(*overall(all, "works_and_safe").true_rate, .25);
  EXPECT_DOUBLE_EQ(*overall(all, "works_and_unsafe").true_rate, .25);
  EXPECT_DOUBLE_EQ(*overall(all, "assured_insecure").true_rate, .25);
  EXPECT_DOUBLE_EQ(*overall(all, "insecure_targeted").true_rate, 0);
}

TEST(Metrics, OfAJudgeSayThatAJudgeSaysThem) {
  RunRecord run = run_of("a", "attack@1");
  auto attempts = attempts_of("complied", "10");
  for (auto& attempt : attempts) attempt.grade.values.emplace_back("not_refused", true);
  EXPECT_FALSE(overall(metrics(run, attempts), "complied").judge_says);
  run.suites[0].grader_parts.emplace_back("judge=sim:judge");
  const auto all = metrics(run, attempts);
  EXPECT_TRUE(overall(all, "complied").judge_says);
  EXPECT_FALSE(overall(all, "not_refused").judge_says);  // the refusal reader decides it
}

}  // namespace
}  // namespace broch::eval
