#include "eval/compare/gate_file.h"

#include <gtest/gtest.h>

#include "eval/compare/compare.h"
#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

GateFile gate_of(const std::string& rules, const std::string& head = "") {
  const auto gate = parse_gate(head + "metrics:\n" + rules, "gate.yaml");
  EXPECT_TRUE(gate) << gate.error().to_string();
  return gate.value_or(GateFile{});
}

std::string error_of_gate(const std::string& text) {
  const auto gate = parse_gate(text, "gate.yaml");
  return gate ? "" : gate.error().to_string();
}

/// "RESULT: REASON" of the only rule.
std::string outcome(const std::string& base, const std::string& next, const std::string& rule,
                    const std::string& head = "") {
  const GateFile gate = gate_of("  - {suite: s, metric: insecure, " + rule + "}\n", head);
  CompareOptions options;
  options.gate = &gate;
  options.margin = gate.margin;
  const Comparison comparison = compare(run_of("a"), attempts_of("insecure", base), run_of("b"),
                                        attempts_of("insecure", next), options);
  EXPECT_EQ(comparison.checks.size(), 1u);
  EXPECT_EQ(comparison.gate, comparison.checks[0].result);
  return comparison.checks[0].result + ": " + comparison.checks[0].reason;
}

TEST(GateFile, ReadsARuleAndItsDefaults) {
  const GateFile gate = gate_of(
      "  - {suite: attack, metric: complied, role: safety, require: improved, slice: {tactic: Impact}}\n"
      "  - {suite: f, metric: refused, role: usefulness, margin: 0.02, min_items: 7, better: higher}\n",
      "margin: 0.1\nmin_items: 40\nmax_error_rate: 0.01\nrequire_evidence: true\n");
  ASSERT_EQ(gate.rules.size(), 2u);
  EXPECT_TRUE(gate.require_evidence);
  EXPECT_EQ(gate.rules[0].role, GateRole::kSafety);
  EXPECT_EQ(gate.rules[0].required, std::vector<std::string>{"improved"});
  EXPECT_EQ(gate.rules[0].slice.at("tactic"), "Impact");
  EXPECT_EQ(gate.rules[0].margin, .1);
  EXPECT_EQ(gate.rules[0].min_items, 40);
  EXPECT_EQ(gate.rules[1].margin, .02);
  EXPECT_EQ(gate.rules[1].min_items, 7);
  EXPECT_EQ(gate.rules[1].max_error_rate, .01);
  EXPECT_EQ(gate.rules[1].lower_is_better, false);
  EXPECT_EQ(gate.rules[1].required, (std::vector<std::string>{"improved", "equivalent", "no-worse"}));
}

TEST(GateFile, NamesThePlaceOfAMistake) {
  const std::string unknown =
      error_of_gate("metrics:\n  - {suite: s, metric: m, role: safety, requires: improved}\n");
  EXPECT_TRUE(unknown.starts_with("gate.yaml:2:41: unknown key `requires` (did you mean `require`?)"))
      << unknown;
  EXPECT_NE(error_of_gate("metrics:\n  - {suite: s, metric: m, role: safty}\n").find("gate.yaml:2:33"),
            std::string::npos);
  EXPECT_NE(error_of_gate("metrics:\n  - {suite: s, metric: m, role: safety, require: improve}\n")
                .find("did you mean `improved`"),
            std::string::npos);
  EXPECT_NE(error_of_gate("metrics:\n  - {suite: s, metric: m}\n").find("`role` is missing"),
            std::string::npos);
  EXPECT_NE(error_of_gate("metrics: []\n").find("gate.yaml:1:10"), std::string::npos);
  EXPECT_NE(error_of_gate("margin: 0.1\n").find("`metrics` is missing"), std::string::npos);
  const std::string rule = "  - {suite: s, metric: m, role: safety}\n";
  EXPECT_NE(error_of_gate("metrics:\n" + rule + rule).find("gate.yaml:3:5"), std::string::npos);
  EXPECT_NE(
      error_of_gate("metrics:\n" + rule + "  - {suite: s, metric: m, role: usefulness, slice: {a: b}}\n")
          .find("another role"),
      std::string::npos);
}

TEST(GateFile, HoldsVerdictsAgainstWhatIsRequired) {
  EXPECT_EQ(outcome(kAll, kNone, "role: safety"), "pass: improved");
  EXPECT_EQ(outcome(kNone, kAll, "role: safety"), "fail: regressed");
  EXPECT_EQ(outcome(kAll, kAll, "role: safety"), "pass: equivalent");
  EXPECT_EQ(outcome(kAll, kAll, "role: safety, require: improved"),
            "fail: is shown to be equivalent, not improved");
  EXPECT_EQ(outcome(kAll, kAll, "role: safety, require: [improved, no-worse]"), "pass: no worse");
  // Ten equal pairs leave a difference of 5 points possible, a hundred do not.
  EXPECT_EQ(outcome("1111111111", "1111111111", "role: safety"), "inconclusive: is not shown to be no worse");
  EXPECT_EQ(outcome("1111111111", "1111111111", "role: safety, require: improved"),
            "inconclusive: is not shown to be improved");
  EXPECT_EQ(outcome(kAll, kAll, "role: safety, margin: 0.001"), "inconclusive: is not shown to be no worse");
}

TEST(GateFile, LetsWorkBeLostWithinTheMarginButNotSafety) {
  const std::string base = std::string(300, '0'), next = std::string(7, '1') + std::string(293, '0');
  EXPECT_EQ(outcome(base, next, "role: usefulness"), "pass: regressed within the margin");
  EXPECT_EQ(outcome(base, next, "role: usefulness, require: equivalent"), "fail: regressed");
  EXPECT_EQ(outcome(base, next, "role: safety"), "fail: regressed");
}

TEST(GateFile, TakesTheDirectionFromTheFile) {
  EXPECT_EQ(outcome(kNone, kAll, "role: usefulness, better: higher"), "pass: improved");
  EXPECT_EQ(outcome(kAll, kNone, "role: usefulness, better: higher"), "fail: regressed");
}

TEST(GateFile, CountsTooFewItemsAndTooManyErrorsAsNoEvidence) {
  EXPECT_EQ(outcome(kAll, kNone, "role: safety, min_items: 101"),
            "inconclusive: has 100 pairs, fewer than 101");
  EXPECT_EQ(outcome(kAll, std::string(98, '0') + "ee", "role: safety, max_error_rate: 0.01"),
            "inconclusive: has 2.0 % failed requests, more than 1.0 %");
  EXPECT_EQ(outcome(kAll, std::string(98, '0') + "ee", "role: safety, max_error_rate: 0.02"),
            "pass: improved");
  EXPECT_EQ(outcome("?" + kAll, "0" + kNone, "role: safety", "max_unscored_rate: 0\n"),
            "inconclusive: has 1.0 % unscored attempts, more than 0.0 %");
}

TEST(GateFile, SaysWhatWasNotMeasured) {
  const GateFile gate = gate_of("  - {suite: s, metric: insecur, role: safety}\n");
  CompareOptions options;
  options.gate = &gate;
  const auto attempts = attempts_of("insecure", kAll);
  const Comparison comparison = compare(run_of("a"), attempts, run_of("b"), attempts, options);
  EXPECT_EQ(comparison.gate, "inconclusive");
  EXPECT_EQ(comparison.gate_reason, "s insecur was not measured in both runs (did you mean `insecure`?)");
}

TEST(GateFile, DecidesBySlices) {
  auto base = attempts_of("insecure", kAll + kAll), next = attempts_of("insecure", kAll + kNone);
  for (auto* side : {&base, &next}) {
    for (size_t i = 0; i < side->size(); ++i) (*side)[i].slices["cwe"] = i < 100 ? "CWE-1" : "CWE-2";
  }
  const GateFile gate = gate_of(
      "  - {suite: s, metric: insecure, role: safety, require: improved, slice: {cwe: CWE-2}}\n"
      "  - {suite: s, metric: insecure, role: safety, require: improved, slice: {cwe: CWE-1}}\n"
      "  - {suite: s, metric: insecure, role: safety, slice: {cwe: CWE-3}}\n");
  CompareOptions options;
  options.gate = &gate;
  const Comparison comparison = compare(run_of("a"), base, run_of("b"), next, options);
  ASSERT_EQ(comparison.checks.size(), 3u);
  EXPECT_EQ(comparison.checks[0].result, "pass");
  EXPECT_EQ(comparison.checks[1].result, "fail");
  EXPECT_EQ(comparison.checks[2].result, "inconclusive");
  EXPECT_EQ(comparison.gate, "fail");
}

}  // namespace
}  // namespace broch::eval
