#include "eval/compare/history.h"

#include <gtest/gtest.h>

#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

TEST(History, MarksWhatChangedSinceTheRunBefore) {
  History history;
  RunRecord run = run_of("a");
  auto attempts = attempts_of("insecure", "1100");
  for (AttemptRecord& attempt : attempts) attempt.fingerprint = "m@1";
  history.add(run, attempts);
  run.id = "b";
  history.add(run, attempts);
  run.id = "c";
  for (AttemptRecord& attempt : attempts) attempt.fingerprint = "m@2";
  history.add(run, attempts);
  run.id = "d";
  run.conditions = json::Object{{"model", run.model}, {"guard", "strict"}, {"guard_policy", "ff"}};
  run.guard = "strict";
  run.suites[0].digest = "e";
  run.suites[0].grader_parts.push_back("judge=m");
  history.add(run, attempts);
  ASSERT_EQ(history.series().size(), 1u);
  const std::vector<HistoryPoint>& points = history.series()[0].points;
  ASSERT_EQ(points.size(), 4u);
  EXPECT_EQ(points[0].changed, std::vector<std::string>{});
  EXPECT_EQ(points[1].changed, std::vector<std::string>{});
  EXPECT_EQ(points[2].changed, std::vector<std::string>{"fingerprint"});
  EXPECT_EQ(points[3].changed, (std::vector<std::string>{"guard", "guard_policy", "suite", "judge"}));
  EXPECT_DOUBLE_EQ(points[3].metric.rate, .5);
}

TEST(History, ComparesWithTheLastRunOfTheSameSuite) {
  History history;
  RunRecord first = run_of("a"), other = run_of("b"), again = run_of("c");
  other.suites[0].name = "t";
  other.model = "another";
  auto elsewhere = attempts_of("insecure", "10");
  for (AttemptRecord& attempt : elsewhere) attempt.suite = "t";
  history.add(first, attempts_of("insecure", "10"));
  history.add(other, elsewhere);
  history.add(again, attempts_of("insecure", "11"));
  ASSERT_EQ(history.series().size(), 2u);
  EXPECT_EQ(history.series()[0].points.size(), 2u);
  EXPECT_EQ(history.series()[0].points[1].changed, std::vector<std::string>{});
  EXPECT_EQ(history.series()[1].suite, "t");
}

}  // namespace
}  // namespace broch::eval
