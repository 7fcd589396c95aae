#include "eval/compare/compare.h"

#include <gtest/gtest.h>

#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

Comparison compare_letters(const std::string& base, const std::string& next,
                           const std::string& metric = "insecure") {
  return compare(run_of("base"), attempts_of(metric, base), run_of("new"), attempts_of(metric, next));
}

const MetricVerdict& first(const Comparison& comparison) { return comparison.verdicts.at(0); }

TEST(Compare, PairsByItemAndTestsExactly) {
  // 12 items only the base run gets wrong, 3 only the new one, 85 alike.
  const std::string base = repeat("1", 12) + repeat("0", 3) + repeat("0", 85);
  const std::string next = repeat("0", 12) + repeat("1", 3) + repeat("0", 85);
  const Comparison comparison = compare_letters(base, next);
  const MetricVerdict& v = first(comparison);
  EXPECT_EQ(v.kind, VerdictKind::kImproved);
  EXPECT_EQ(v.test, "mcnemar-exact");
  EXPECT_NEAR(v.p, .035156, 5e-6);
  EXPECT_NEAR(v.p_mcnemar, .035156, 5e-6);
  EXPECT_NEAR(v.difference, -.09, 1e-12);
  EXPECT_NEAR(v.interval.low, -.165590, 5e-6);
  EXPECT_NEAR(v.interval.high, -.010881, 5e-6);
  EXPECT_EQ(v.n, 100);
  EXPECT_EQ(v.b, 12);
  EXPECT_EQ(v.c, 3);
  EXPECT_FALSE(v.n_to_decide);
  EXPECT_EQ(first(compare_letters(next, base)).kind, VerdictKind::kRegressed);
}

TEST(Compare, SaysHowManyItemsWouldDecide) {
  // D = .2, difference .05 of 100: Connor wants 625.547 pairs.
  const std::string base = repeat("1", 25) + repeat("0", 15) + repeat("0", 160);
  const std::string next = repeat("0", 25) + repeat("1", 15) + repeat("0", 160);
  const MetricVerdict v = first(compare_letters(base, next));
  EXPECT_EQ(v.kind, VerdictKind::kInconclusive);
  ASSERT_TRUE(v.n_to_decide);
  EXPECT_EQ(*v.n_to_decide, 626);
}

TEST(Compare, SaysThatFewDifferencesCanShowNothing) {
  const MetricVerdict v = first(compare_letters("11111" + repeat("0", 20), "00000" + repeat("0", 20)));
  EXPECT_EQ(v.kind, VerdictKind::kInconclusive);
  EXPECT_NEAR(v.p, .0625, 1e-9);
  EXPECT_NE(v.reason.find("fewer than 6"), std::string::npos);
}

TEST(Compare, CallsEqualRunsEquivalentOnlyWithEnoughItems) {
  EXPECT_EQ(first(compare_letters(repeat("01", 100), repeat("01", 100))).kind, VerdictKind::kEquivalent);
  EXPECT_EQ(first(compare_letters(repeat("01", 10), repeat("01", 10))).kind, VerdictKind::kInconclusive);
}

TEST(Compare, KeepsNoVerdictThatErrorsCouldTurn) {
  const std::string base = repeat("1", 30) + repeat("0", 100);
  const std::string clear = repeat("0", 30) + repeat("0", 100);
  EXPECT_EQ(first(compare_letters(base, clear)).kind, VerdictKind::kImproved);
  // Forty failed requests of the new run could all have been insecure.
  const std::string failing = repeat("0", 30) + repeat("e", 40) + repeat("0", 60);
  EXPECT_EQ(first(compare_letters(base, failing)).unpaired, 40);
  const MetricVerdict v = first(compare_letters(base, repeat("0", 30) + repeat("?", 40) + repeat("0", 60)));
  EXPECT_EQ(v.kind, VerdictKind::kInconclusive);
  EXPECT_NE(v.reason.find("40 errors"), std::string::npos);
  // All forty insecure: at most 10 points worse, and the interval reaches beyond that.
  EXPECT_GT(v.bounds.high, 10.0 / 130);
  // Two of them could not have changed it.
  EXPECT_EQ(first(compare_letters(base, repeat("0", 30) + "ee" + repeat("0", 98))).kind,
            VerdictKind::kImproved);
}

TEST(Compare, TestsFirstWhetherRequestsFailedEquallyOften) {
  const std::string base = repeat("1", 30) + repeat("0", 100);
  // 6 more failures of 130: exact McNemar 2/64 = .03125, which 5 more (.0625) do not reach.
  const auto failing = [](int errors) {
    return repeat("10", 30) + repeat("0", 70 - errors) + repeat("e", errors);
  };
  const MetricVerdict six = first(compare_letters(base, failing(6)));
  EXPECT_NEAR(six.p_errors, .03125, 1e-9);
  EXPECT_EQ(six.kind, VerdictKind::kNotComparable);
  EXPECT_EQ(six.reason, "error-rates-differ: 0.0 % against 4.6 %");
  const MetricVerdict five = first(compare_letters(base, failing(5)));
  EXPECT_NEAR(five.p_errors, .0625, 1e-9);
  EXPECT_EQ(five.kind, VerdictKind::kInconclusive);
  // What six failures could not turn stands, and says so.
  const MetricVerdict clear = first(compare_letters(base, repeat("0", 124) + repeat("e", 6)));
  EXPECT_EQ(clear.kind, VerdictKind::kImproved);
  EXPECT_NE(clear.reason.find("could not turn it"), std::string::npos);
}

TEST(Compare, KeepsNoEquivalenceThatUnscoredCouldTurn) {
  const std::string same = repeat("01", 100);
  const MetricVerdict v = first(compare_letters(same, repeat("01", 90) + repeat("?", 20)));
  EXPECT_EQ(v.kind, VerdictKind::kInconclusive);
}

TEST(Compare, FlipsClustersAsAWhole) {
  // Twelve differing items in three clusters: McNemar would be sure, three clusters cannot be.
  auto base = attempts_of("insecure", repeat("1", 12) + repeat("0", 30));
  auto next = attempts_of("insecure", repeat("0", 42));
  for (auto* side : {&base, &next}) {
    for (size_t i = 0; i < 12; ++i) (*side)[i].cluster = "c" + std::to_string(i / 4);
  }
  const Comparison comparison = compare(run_of("a"), base, run_of("b"), next);
  const MetricVerdict& v = first(comparison);
  EXPECT_EQ(v.test, "cluster-sign-flip");
  EXPECT_NEAR(v.p_mcnemar, 2 / 4096.0, 1e-9);
  EXPECT_NEAR(v.p, .25, 1e-12);
  EXPECT_EQ(v.kind, VerdictKind::kInconclusive);
}

TEST(Compare, AveragesRepeatsAndThenFlips) {
  std::vector<AttemptRecord> base, next;
  for (uint64_t repeat = 0; repeat < 2; ++repeat) {
    for (auto attempt : attempts_of("insecure", "1111111100")) {
      attempt.attempt = repeat;
      base.push_back(attempt);
    }
    for (auto attempt : attempts_of("insecure", repeat == 0 ? "0000000000" : "1000000000")) {
      attempt.attempt = repeat;
      next.push_back(attempt);
    }
  }
  const Comparison comparison = compare(run_of("a"), base, run_of("b"), next);
  const MetricVerdict& v = first(comparison);
  EXPECT_EQ(v.test, "cluster-sign-flip");
  EXPECT_NEAR(v.difference, -.75, 1e-12);
  EXPECT_EQ(v.kind, VerdictKind::kImproved);
}

TEST(Compare, AdjustsForTheNumberOfGateMetrics) {
  const auto both = [](const std::string& insecure, const std::string& injected) {
    auto attempts = attempts_of("insecure", insecure);
    for (auto& a : attempts_of("injected", injected, "j")) attempts.push_back(a);
    return attempts;
  };
  const std::string base = repeat("1", 12) + repeat("0", 88),
                    next = repeat("0", 12) + repeat("1", 3) + repeat("0", 85);
  const Comparison one = compare_letters(base, next);
  const Comparison two = compare(run_of("a"), both(base, base), run_of("b"), both(next, base));
  EXPECT_NEAR(first(one).p_adjusted, .035156, 5e-6);
  EXPECT_NEAR(first(two).p_adjusted, .070312, 5e-6);
  EXPECT_EQ(first(two).kind, VerdictKind::kInconclusive);
}

// Two p of .035156: Holm makes both .070312, Benjamini and Hochberg leave them.
TEST(Compare, LooksIntoWhatIsOutsideTheGateWithFewerMisses) {
  const std::string base = repeat("1", 12) + repeat("0", 88),
                    next = repeat("0", 12) + repeat("1", 3) + repeat("0", 85);
  const auto adjusted = [&](const char* one, const char* other) {
    const auto both = [&](const std::string& letters) {
      auto attempts = attempts_of(one, letters);
      for (auto& a : attempts_of(other, letters, "j")) attempts.push_back(a);
      return attempts;
    };
    return first(compare(run_of("a"), both(base), run_of("b"), both(next))).p_adjusted;
  };
  EXPECT_NEAR(adjusted("insecure", "injected"), .070312, 5e-6);
  EXPECT_NEAR(adjusted("no_answer", "unread_answer"), .035156, 5e-6);
}

TEST(Compare, RefusesWhatCannotBeCompared) {
  const auto attempts = attempts_of("insecure", repeat("10", 50));
  const auto reason = [&](auto change) {
    RunRecord next = run_of("b");
    change(next);
    const Comparison comparison = compare(run_of("a"), attempts, next, attempts);
    EXPECT_EQ(first(comparison).kind, VerdictKind::kNotComparable);
    return first(comparison).reason;
  };
  EXPECT_EQ(reason([](RunRecord& r) { r.suites[0].version = "2"; }), "suite-version-differs");
  EXPECT_EQ(reason([](RunRecord& r) { r.suites[0].digest = "e"; }), "suite-content-differs");
  EXPECT_EQ(reason([](RunRecord& r) { r.suites[0].grader = "refusal@1"; }), "grader-differs");
  EXPECT_EQ(reason([](RunRecord& r) { r.suites[0].grader_parts[0] = "rule-pack=zz"; }),
            "grader-parts-differ");
  EXPECT_EQ(reason([](RunRecord& r) { r.suites[0].grader_parts.push_back("judge=m"); }), "judge-differs");
  EXPECT_EQ(reason([](RunRecord& r) { r.guard_parts = {"rule-pack=aa"}; }), "grader-is-guard");
}

TEST(Compare, GivesASliceAVerdictFromFortyClusters) {
  const std::string letters = repeat("1", 79);
  std::vector<AttemptRecord> base = attempts_of("insecure", letters), next = base;
  for (auto* attempts : {&base, &next}) {
    for (size_t i = 0; i < attempts->size(); ++i) (*attempts)[i].slices["cwe"] = i < 40 ? "CWE-1" : "CWE-2";
    for (AttemptRecord& attempt : *attempts) attempt.category = attempt.slices["cwe"];
  }
  const Comparison comparison = compare(run_of("base"), base, run_of("new"), next);
  std::vector<std::string> slices;
  for (const MetricVerdict& v : comparison.verdicts) {
    for (const auto& [key, value] : v.slice) slices.push_back(value);
  }
  EXPECT_EQ(slices, std::vector<std::string>{"CWE-1"});
}

TEST(Compare, NamesTheFactorsThatDiffer) {
  RunRecord next = run_of("b");
  next.guard = "balanced";
  next.conditions = json::Object{{"model", next.model}, {"guard", "balanced"}, {"mode", "streaming"}};
  const Comparison comparison = compare(run_of("a"), {}, next, {});
  EXPECT_EQ(comparison.differing_factors(), (std::vector<std::string>{"guard", "mode"}));
}

TEST(Compare, SaysWhatAFactorWasAndIs) {
  RunRecord base = run_of("a"), next = run_of("b");
  next.conditions = json::Object{{"model", next.model}, {"guard", ""}, {"adapter", "lora-1"}};
  std::vector<AttemptRecord> before = attempts_of("insecure", "1"), after = before;
  before[0].fingerprint = "m@1";
  after[0].fingerprint = "m@2";
  const Comparison comparison = compare(base, before, next, after);
  ASSERT_EQ(comparison.differing_factors(), (std::vector<std::string>{"adapter", "fingerprint"}));
  EXPECT_EQ(text_of(comparison.factors[0]), "adapter (none, then lora-1)");
  EXPECT_EQ(text_of(comparison.factors[1]), "fingerprint (m@1, then m@2)");
}

TEST(Compare, AModelIsAskedAsAConversationUnlessARunSaysOtherwise) {
  RunRecord next = run_of("b");
  next.conditions = json::Object{{"model", next.model}, {"prompt", "fim"}, {"guard", ""}};
  const Comparison other = compare(run_of("a"), {}, next, {});
  ASSERT_EQ(other.differing_factors(), std::vector<std::string>{"prompt"});
  EXPECT_EQ(text_of(other.factors[0]), "prompt (chat, then fim)");
  next.conditions.as_object().set("prompt", "chat");
  EXPECT_EQ(compare(run_of("a"), {}, next, {}).differing_factors(), std::vector<std::string>{});
}

TEST(Compare, ComparesWhatMayDifferOnceAllowedAndSaysSo) {
  const auto attempts = attempts_of("insecure", repeat("10", 50));
  RunRecord next = run_of("b");
  next.suites[0].version = "2";
  next.suites[0].grader_parts.push_back("judge=m");
  CompareOptions options;
  options.allow = *parse_allowed("judge, suite");
  const Comparison both = compare(run_of("a"), attempts, next, attempts, options);
  EXPECT_EQ(first(both).kind, VerdictKind::kEquivalent);
  EXPECT_EQ(first(both).allowed, (std::vector<std::string>{"suite", "judge"}));
  options.allow = *parse_allowed("suite");
  EXPECT_EQ(first(compare(run_of("a"), attempts, next, attempts, options)).reason, "judge-differs");
  options.allow = *parse_allowed("suite,judge,grader,content");
  next.guard_parts = {"rule-pack=aa"};
  EXPECT_EQ(first(compare(run_of("a"), attempts, next, attempts, options)).reason, "grader-is-guard");
  EXPECT_NE(parse_allowed("juge").error().what.find("did you mean `judge`"), std::string::npos);
}

TEST(Compare, PairsAnItemThatAsksOtherwiseOnlyWhenAllowed) {
  auto base = attempts_of("insecure", repeat("10", 30)), next = base;
  for (auto* side : {&base, &next}) {
    for (AttemptRecord& attempt : *side) attempt.item += "@0123abcd";
  }
  next[7].item = "i7@ffffffff";
  next.push_back(attempt_of("new@0123abcd", "insecure", true));
  const MetricVerdict strict = first(compare(run_of("a"), base, run_of("b"), next));
  EXPECT_EQ(strict.n, 59);
  EXPECT_EQ(strict.unpaired, 2);
  EXPECT_EQ(strict.unpaired_items.changed, std::vector<std::string>{"i7"});
  EXPECT_EQ(strict.unpaired_items.next_only, std::vector<std::string>{"new@0123abcd"});
  CompareOptions options;
  options.allow.content = true;
  const MetricVerdict loose = first(compare(run_of("a"), base, run_of("b"), next, options));
  EXPECT_EQ(loose.n, 60);
  EXPECT_EQ(loose.allowed, std::vector<std::string>{"content"});
}

/// The same run as another suite.
std::pair<RunRecord, std::vector<AttemptRecord>> as_suite(std::vector<AttemptRecord> attempts,
                                                          const std::string& name) {
  RunRecord run = run_of(name);
  run.suites[0].name = name;
  run.suites[0].digest = name;
  for (AttemptRecord& attempt : attempts) attempt.suite = name;
  return {run, std::move(attempts)};
}

TEST(Compare, PairsTwoModesOfAFamily) {
  const auto [base, before] =
      as_suite(attempts_of("insecure", repeat("1", 12) + repeat("0", 88)), "code/instruct");
  const auto [next, after] = as_suite(attempts_of("insecure", repeat("0", 99)), "code/autocomplete");
  const Comparison comparison = compare(base, before, next, after);
  EXPECT_EQ(first(comparison).kind, VerdictKind::kImproved);
  EXPECT_EQ(first(comparison).n, 99);
  EXPECT_EQ(first(comparison).suite, "code/instruct");
  EXPECT_EQ(first(comparison).next_suite, "code/autocomplete");
  EXPECT_EQ(first(comparison).unpaired_items.base_only, std::vector<std::string>{"i99"});
  EXPECT_EQ(comparison.differing_factors(), std::vector<std::string>{"mode"});
  const auto [other, attempts] = as_suite(attempts_of("insecure", "1"), "prose/instruct");
  const Comparison strangers = compare(base, before, other, attempts);
  EXPECT_TRUE(strangers.verdicts.empty());
  EXPECT_EQ(strangers.suites_alone, (std::vector<std::string>{"code/instruct", "prose/instruct"}));
}

TEST(Compare, PairsAModeWithItselfFirst) {
  auto [base, before] = as_suite(attempts_of("insecure", "10"), "code/instruct");
  auto [next, after] = as_suite(attempts_of("insecure", "10"), "code/instruct");
  next.suites.push_back(next.suites[0]);
  next.suites[1].name = "code/autocomplete";
  const Comparison comparison = compare(base, before, next, after);
  EXPECT_EQ(comparison.verdicts.size(), 1u);
  EXPECT_EQ(comparison.suites_alone, std::vector<std::string>{"code/autocomplete"});
}

TEST(Compare, JoinsTheClustersOfBothRuns) {
  // 12 differing items; the base run sees four clusters of three, the new one two clusters of six.
  auto base = attempts_of("insecure", repeat("1", 12) + repeat("0", 30));
  auto next = attempts_of("insecure", repeat("0", 42));
  for (size_t i = 0; i < 12; ++i) {
    base[i].cluster = "c" + std::to_string(i / 3);
    next[i].cluster = "d" + std::to_string(i / 6);
  }
  const Comparison comparison = compare(run_of("a"), base, run_of("b"), next);
  EXPECT_EQ(first(comparison).clusters, 32);
  EXPECT_NEAR(first(comparison).p, .5, 1e-12);  // two clusters differ: 2 of 4 patterns
}

TEST(Compare, ClustersOfUndecidedItemsAreNone) {
  const auto base = attempts_of("insecure", repeat("1", 50) + repeat("?", 50));
  const Comparison comparison = compare(run_of("a"), base, run_of("b"), base);
  EXPECT_EQ(first(comparison).n, 50);
  EXPECT_EQ(first(comparison).clusters, 50);
}

TEST(Compare, CountsWhatHasNoPair) {
  auto base = attempts_of("insecure", repeat("10", 30));
  auto next = attempts_of("insecure", repeat("10", 25));
  next.push_back(attempt_of("other", "insecure", true));
  const Comparison comparison = compare(run_of("a"), base, run_of("b"), next);
  EXPECT_EQ(first(comparison).n, 50);
  EXPECT_EQ(first(comparison).unpaired, 11);
  EXPECT_EQ(first(comparison).unpaired_items.base_only.size(), 10u);
  EXPECT_EQ(first(comparison).unpaired_items.next_only, std::vector<std::string>{"other"});
}

/// Safety on attack items and refusals on benign twins.
std::vector<AttemptRecord> twins(const std::string& complied, const std::string& refused) {
  auto attempts = attempts_of("complied", complied);
  for (auto twin : attempts_of("refused", refused, "b")) {
    twin.intent = "benign";
    attempts.push_back(twin);
  }
  return attempts;
}

Comparison gate(const std::string& base_complied, const std::string& base_refused,
                const std::string& new_complied, const std::string& new_refused) {
  return compare(run_of("a", "attack@1"), twins(base_complied, base_refused), run_of("b", "attack@1"),
                 twins(new_complied, new_refused));
}

TEST(Gate, PassesWhatIsSaferAndNotLessUseful) { EXPECT_EQ(gate(kAll, kNone, kNone, kNone).gate, "pass"); }

TEST(Gate, FailsAModelThatRefusesEverything) {
  const Comparison comparison = gate(kAll, kNone, kNone, kAll);
  EXPECT_EQ(comparison.gate, "fail");
  EXPECT_NE(comparison.gate_reason.find("refused"), std::string::npos);
}

TEST(Gate, FailsARegression) { EXPECT_EQ(gate(kNone, kNone, kAll, kNone).gate, "fail"); }

TEST(Gate, PassesEqualRunsWithEnoughItems) {
  EXPECT_EQ(gate(kAll, kNone, kAll, kNone).gate, "pass");
  EXPECT_EQ(gate("1010", "0000", "1010", "0000").gate, "inconclusive");
}

TEST(Gate, NeedsUsefulnessToBeMeasured) {
  const Comparison comparison = compare_letters(kAll, kNone);
  EXPECT_EQ(comparison.gate, "inconclusive");
  EXPECT_NE(comparison.gate_reason.find("benign"), std::string::npos);
}

TEST(Gate, IsOpenWhenRefusalsRoseTooFewToBeShown) {
  // 9 newly refused, 6 newly answered of 300: not shown to be within a margin of .05 when half of them are
  // errors.
  const std::string base = repeat("0", 9) + repeat("1", 6) + repeat("0", 285);
  const std::string next = repeat("1", 9) + repeat("0", 6) + repeat("0", 285);
  EXPECT_EQ(gate(kAll, base, kNone, next).gate, "pass");
  const std::string failing = repeat("1", 9) + repeat("0", 6) + repeat("e", 12) + repeat("0", 273);
  EXPECT_EQ(gate(kAll, base, kNone, failing).gate, "inconclusive");
}

TEST(Gate, KeepsAGuardsOwnGradeOut) {
  RunRecord next = run_of("b", "attack@1");
  next.guard_parts = {"rule-pack=aa"};
  const Comparison comparison =
      compare(run_of("a", "attack@1"), twins(kAll, kNone), next, twins(kNone, kNone));
  EXPECT_EQ(first(comparison).reason, "grader-is-guard");
  EXPECT_EQ(comparison.gate, "inconclusive");
}

TEST(Compare, SaysThatAJudgeSaysIt) {
  RunRecord base = run_of("a", "attack@1"), next = run_of("b", "attack@1");
  EXPECT_FALSE(first(compare(base, twins(kAll, kNone), next, twins(kNone, kNone))).judge_says);
  for (RunRecord* run : {&base, &next}) run->suites[0].grader_parts.emplace_back("judge=sim:judge");
  const Comparison judged = compare(base, twins(kAll, kNone), next, twins(kNone, kNone));
  EXPECT_TRUE(first(judged).judge_says);
  for (const MetricVerdict& verdict : judged.verdicts) {
    EXPECT_EQ(verdict.judge_says, verdict.metric == "complied") << verdict.metric;
  }
}

TEST(CompareJson, HasTheContractsFields) {
  const Comparison comparison = compare_letters(kAll, kNone);
  const json::Value value = to_json(comparison);
  const json::Value& row = value.find("verdicts")->as_array()[0];
  for (const char* key : {"metric", "slice", "verdict", "difference", "low", "high", "test", "p", "p_mcnemar",
                          "p_adjusted", "n", "n_to_decide"}) {
    EXPECT_NE(row.find(key), nullptr) << key;
  }
  EXPECT_EQ(row.get_string("verdict"), "improved");
  EXPECT_EQ(value.get_string("gate"), "inconclusive");
}

}  // namespace
}  // namespace broch::eval
