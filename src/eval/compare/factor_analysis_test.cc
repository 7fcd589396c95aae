#include "eval/compare/factor_analysis.h"

#include <gtest/gtest.h>

#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

RecordedRun cell(const std::string& id, const std::string& model, const std::string& guard,
                 const std::string& letters) {
  RecordedRun one{run_of(id), attempts_of("insecure", letters)};
  one.run.model = model;
  one.run.guard = guard;
  one.run.conditions = json::Object{{"model", model}, {"guard", guard}};
  return one;
}

const Contrast& find(const FactorAnalysis& analysis, const std::string& factor) {
  for (const Contrast& one : analysis.contrasts) {
    if (one.factor == factor) return one;
  }
  throw std::runtime_error("no contrast of " + factor);
}

// Ten items. The guard takes items 0 to 5 from 1 to 0 under either model; model b answers item 9 otherwise.
const std::vector<RecordedRun> kCrossed = {
    cell("r1", "a", "", "1111111110"), cell("r2", "a", "g", "0000001110"), cell("r3", "b", "", "1111111111"),
    cell("r4", "b", "g", "0000001111")};

TEST(FactorAnalysis, TakesTheMainEffectsOfACrossedDesign) {
  const FactorAnalysis analysis = analyse_factors(kCrossed, {});
  EXPECT_EQ(analysis.factors, (std::vector<std::string>{"guard", "model"}));
  ASSERT_EQ(analysis.contrasts.size(), 2u);
  const Contrast& guard = find(analysis, "guard");
  EXPECT_EQ(guard.from, "none");
  EXPECT_EQ(guard.to, "g");
  EXPECT_EQ(guard.pairs, 2);
  EXPECT_EQ(guard.n, 10);
  EXPECT_NEAR(guard.difference, -.6, 1e-12);
  EXPECT_NEAR(guard.from_rate, .95, 1e-12);
  EXPECT_NEAR(guard.to_rate, .35, 1e-12);
  EXPECT_NEAR(guard.p, 2 / 64.0, 1e-12);  // six items differ, all one way
  EXPECT_NEAR(guard.p_holm, 4 / 64.0, 1e-12);
  EXPECT_NEAR(guard.q, 4 / 64.0, 1e-12);
  const Contrast& model = find(analysis, "model");
  EXPECT_NEAR(model.difference, .1, 1e-12);
  EXPECT_NEAR(model.p, 1, 1e-12);
}

TEST(FactorAnalysis, SaysWhatIsConfounded) {
  const FactorAnalysis analysis = analyse_factors({kCrossed[0], kCrossed[3]}, {});
  const Contrast& guard = find(analysis, "guard");
  EXPECT_TRUE(guard.confounded());
  EXPECT_EQ(guard.with, std::vector<std::string>{"model"});
  // One more run tells them apart.
  const FactorAnalysis three = analyse_factors({kCrossed[0], kCrossed[3], kCrossed[1]}, {});
  EXPECT_EQ(find(three, "guard").pairs, 1);
  EXPECT_EQ(find(three, "model").pairs, 1);
}

TEST(FactorAnalysis, AveragesRepetitions) {
  RecordedRun again = cell("r5", "a", "", "0000000000");
  again.run.seed = 7;
  const FactorAnalysis analysis = analyse_factors({kCrossed[0], again, kCrossed[1]}, {});
  EXPECT_EQ(analysis.factors, std::vector<std::string>{"guard"});
  EXPECT_EQ(find(analysis, "guard").pairs, 2);
  EXPECT_NEAR(find(analysis, "guard").from_rate, .45, 1e-12);
}

TEST(FactorAnalysis, TakesModesOfAFamilyAsAFactor) {
  RecordedRun instruct = kCrossed[0], autocomplete = kCrossed[1];
  autocomplete.run.guard.clear();
  autocomplete.run.conditions = instruct.run.conditions;
  for (auto& [run, name] :
       {std::pair(&instruct, "code/instruct"), std::pair(&autocomplete, "code/autocomplete")}) {
    run->run.suites[0].name = name;
    for (AttemptRecord& attempt : run->attempts) attempt.suite = name;
  }
  const FactorAnalysis analysis = analyse_factors({instruct, autocomplete}, {});
  EXPECT_EQ(analysis.factors, std::vector<std::string>{"mode"});
  EXPECT_EQ(analysis.contrasts.at(0).suite, "code");
  EXPECT_EQ(analysis.contrasts.at(0).from, "instruct");
}

TEST(FactorAnalysis, LeavesOutWhatCannotBeCompared) {
  RecordedRun judged = kCrossed[1], guarded = kCrossed[2];
  judged.run.suites[0].grader_parts.push_back("judge=m");
  guarded.run.guard_parts = {"rule-pack=aa"};
  const FactorAnalysis analysis = analyse_factors({kCrossed[0], judged, guarded}, {});
  EXPECT_EQ(analysis.left_out, (std::vector<std::string>{"s of run r2: judge-differs",
                                                         "s insecure of run r3: grader-is-guard"}));
  EXPECT_TRUE(analysis.contrasts.empty());
}

}  // namespace
}  // namespace broch::eval
