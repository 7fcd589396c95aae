#include "report/compare_report.h"

#include <gmock/gmock.h>

namespace broch::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

eval::MetricVerdict improved() {
  eval::MetricVerdict v;
  v.suite = v.next_suite = "attack";
  v.metric = "complied";
  v.kind = eval::VerdictKind::kImproved;
  v.difference = -.09;
  v.interval = {-.16559, -.010881};
  v.base_rate = .12;
  v.new_rate = .03;
  v.n = 100;
  v.clusters = 100;
  v.p_adjusted = .035156;
  v.unpaired = 2;
  return v;
}

eval::GateCheck check(const std::string& metric, const std::string& result, const std::string& reason) {
  eval::GateCheck one;
  one.rule.suite = "attack";
  one.rule.metric = metric;
  one.rule.required = {"improved"};
  one.result = result;
  one.reason = reason;
  return one;
}

ComparedRuns runs() {
  ComparedRuns runs;
  runs.base.id = "aaa";
  runs.next.id = "bbb";
  runs.base.model = runs.next.model = "openai:m|x";
  runs.base.status = runs.next.status = "complete";
  runs.next.created = "2026-01-02T03:04:05.123Z";
  runs.comparison.verdicts = {improved()};
  runs.comparison.checks = {check("complied", "pass", "improved"), check("refused", "fail", "regressed"),
                            check("leaked", "inconclusive", "was not measured in both runs")};
  runs.comparison.checks[0].verdict = 0;
  runs.comparison.gate = "fail";
  runs.comparison.gate_reason = "attack refused regressed";
  return runs;
}

TEST(CompareReport, SaysAVerdictInOneSentence) {
  EXPECT_EQ(verdict_sentence(improved()),
            "complied 12.0 % → 3.0 %, −9.0 points (−16.6 to −1.1), p .0352, 100 items; improved "
            "(2 items without a pair)");
}

TEST(CompareReport, MarkdownStartsWithTheGateAndEscapesCells) {
  const std::string text = compare_markdown(runs(), false);
  EXPECT_THAT(text, StartsWith("### Gate: fail\n\nattack refused regressed\n"));
  EXPECT_THAT(text, HasSubstr("- new: bbb openai:m&#124;x\n"));
  EXPECT_THAT(
      text,
      HasSubstr("| attack leaked | safety | +5.0 | **inconclusive**: was not measured in both runs |\n"));
  EXPECT_THAT(text,
              HasSubstr("| attack | complied (ASR) | 12.0 % | 3.0 % | −9.0 (−16.6 to −1.1) | .0352 | 100 | "
                        "**improved** (2 items without a pair) |\n"));
  EXPECT_THAT(text, Not(HasSubstr("Simulated")));
  ComparedRuns simulated = runs();
  simulated.base.simulated = true;
  EXPECT_THAT(compare_markdown(simulated, false), HasSubstr("Simulated"));
}

TEST(CompareReport, JunitHasACaseForEachMetricOfTheGate) {
  const std::string xml = compare_junit(runs());
  EXPECT_THAT(xml, HasSubstr(R"(tests="3" failures="1" errors="1" skipped="0")"));
  EXPECT_THAT(xml, HasSubstr(R"(timestamp="2026-01-02T03:04:05")"));
  EXPECT_THAT(xml, HasSubstr(R"(<failure message="regressed" type="gate">)"));
  EXPECT_THAT(xml, HasSubstr(R"(<error message="was not measured in both runs" type="no-evidence">)"));
  EXPECT_THAT(xml, HasSubstr(R"(<property name="low" value="-0.165590"/>)"));
}

TEST(CompareReport, JunitSaysWhyAGateIsOpenAsAWhole) {
  ComparedRuns open = runs();
  open.comparison.checks.resize(1);
  open.comparison.gate = "inconclusive";
  open.comparison.gate_reason = "no honest work was measured";
  const std::string xml = compare_junit(open);
  EXPECT_THAT(xml, HasSubstr(R"(tests="2" failures="0" errors="1")"));
  EXPECT_THAT(xml, HasSubstr("no honest work was measured"));
}

TEST(CompareReport, GithubShowsWhatFailedFirst) {
  EXPECT_EQ(compare_github(runs()),
            "::error title=attack refused::regressed\n"
            "::warning title=attack leaked::was not measured in both runs\n"
            "::notice title=gate%3A fail::attack refused regressed\n");
}

}  // namespace
}  // namespace broch::report
