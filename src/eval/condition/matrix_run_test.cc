// A run under a matrix: every sample in every cell, paired by item, each cell with the guard that it names.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "core/file.h"
#include "eval/compare/compare.h"
#include "eval/compare/factor_analysis.h"
#include "eval/condition/recorded.h"
#include "eval/export.h"
#include "eval/run/scripted_model_test.h"

namespace broch::eval {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMatrixFile =
    "conditions: [plain, base64]\n"
    "guards: [none, ./words.yaml]\n";
/// Stops every reply that holds something shaped like a key.
constexpr const char* kPolicy = "name: words\nstages:\n  output:\n    secrets: block\n";
const std::string kKey = std::string("AKIA") + "Z7Q3M5X2B6N4W7R5";

class MatrixRun : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("broch-matrix-run-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
    EXPECT_TRUE(write_file((folder_ / "words.yaml").string(), kPolicy));
  }
  void TearDown() override { fs::remove_all(folder_); }

  Store open(const std::string& name = "runs.db") { return *Store::open((folder_ / name).string()); }

  Matrix matrix(const std::string& text = kMatrixFile) {
    auto matrix = parse_matrix(text, (folder_ / "m.yaml").string());
    EXPECT_TRUE(matrix) << matrix.error().to_string();
    return *std::move(matrix);
  }

  RunPlan plan_of(model::Model& model, size_t samples, const std::string& text = kMatrixFile) {
    RunPlan plan = make_plan(model, samples);
    plan.matrix = matrix(text);
    return plan;
  }

  static RunSummary must(Result<RunSummary> summary) {
    EXPECT_TRUE(summary) << summary.error().to_string();
    return summary ? *summary : RunSummary{};
  }

  /// Gives the word away unless the request is encoded, and with it what the guard stops.
  static Result<model::Reply> heron(const model::GenerateRequest& request) {
    const std::string text = request.conversation.messages.back().plain_text();
    return say(text.find("Base64") == std::string::npos ? "a heron, " + kKey : "no");
  }

  fs::path folder_;
};

TEST_F(MatrixRun, AsksEverySampleInEveryCellOfTheSameItem) {
  Store store = open();
  ScriptedModel model(heron, 8);
  RunPlan plan = plan_of(model, 5);
  plan.attempts = 2;
  const RunSummary summary = must(run_plan(plan, store));
  EXPECT_EQ(summary.done, 5 * 2 * 4);
  const auto attempts = *store.attempts(summary.id);
  std::map<std::string, std::set<std::string>> samples_of;
  for (const AttemptRecord& attempt : attempts) {
    samples_of[attempt.item].insert(attempt.sample);
    EXPECT_EQ(base_sample(attempt), attempt.item);
    EXPECT_TRUE(in_a_cell(attempt));
    EXPECT_EQ(attempt.slices.at("behaviour"), "bird");
    const bool plain = attempt.slices.at("condition") == "plain", bare = attempt.slices.at("guard") == "none";
    // The guard of one cell is in no other, and the prompt that is kept is the one that was sent.
    EXPECT_EQ(attempt.grade.outcome == Outcome::kUnsafe, plain && bare) << attempt.sample;
    EXPECT_EQ(attempt.grade.by == By::kGuard, plain && !bare) << attempt.sample;
    EXPECT_EQ(attempt.prompt.find("Base64") == std::string::npos, plain);
  }
  ASSERT_EQ(samples_of.size(), 5u);
  EXPECT_EQ(samples_of.at("s03"), (std::set<std::string>{"s03~plain~none", "s03~plain~words",
                                                         "s03~base64~none", "s03~base64~words"}));
  EXPECT_EQ(store.run(summary.id)->suites[0].planned, 40);
}

TEST_F(MatrixRun, IsTakenUpWhereItStoppedAndUnderNoOtherConditions) {
  Store store = open(), whole_store = open("whole.db");
  ScriptedModel model(heron, 4), whole(heron, 4);
  int polls = 0;
  const RunSummary stopped = must(run_plan(plan_of(model, 10), store, [&] { return ++polls > 13; }));
  EXPECT_EQ(stopped.status, "stopped");
  RunPlan other = plan_of(model, 10, "conditions: [plain, hex]\nguards: [none, ./words.yaml]\n");
  other.resume = stopped.id;
  const auto refused = run_plan(other, store);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("condition set"), std::string::npos) << refused.error().what;
  RunPlan plan = plan_of(model, 10);
  plan.resume = stopped.id;
  const RunSummary resumed = must(run_plan(plan, store));
  EXPECT_EQ(resumed.skipped, 13);
  EXPECT_EQ(resumed.done, 27);
  const RunSummary uninterrupted = must(run_plan(plan_of(whole, 10), whole_store));
  const auto exported = [](const Store& from, const std::string& id) {
    RunRecord run = *from.run(id);
    run.id = "ID";
    return export_jsonl(run, *from.attempts(id));
  };
  EXPECT_EQ(exported(store, stopped.id), exported(whole_store, uninterrupted.id));
}

TEST_F(MatrixRun, EachAttemptIsExportedUnderTheConditionOfItsCell) {
  Store store = open();
  ScriptedModel model(heron);
  const RunSummary summary = must(run_plan(plan_of(model, 1), store));
  const std::string lines = export_jsonl(*store.run(summary.id), *store.attempts(summary.id));
  EXPECT_NE(
      lines.find(R"("condition":{"model":"scripted","guard":"words","sampling":{},"condition":"base64"})"),
      std::string::npos)
      << lines;
  EXPECT_NE(lines.find(R"("condition":{"model":"scripted","guard":null,"sampling":{},"condition":"plain"})"),
            std::string::npos)
      << lines;
}

const Metric* find(const std::vector<Metric>& all, const std::map<std::string, std::string>& slice) {
  for (const Metric& metric : all) {
    if (metric.metric == "correct" && metric.slice == slice) return &metric;
  }
  return nullptr;
}

TEST_F(MatrixRun, IsSlicedByCellAndByBehaviourAndOnlyTheGuardedCellsAreSelfGraded) {
  Store store = open();
  ScriptedModel model(heron, 8);
  const RunSummary summary = must(run_plan(plan_of(model, 45), store));
  RunRecord run = *store.run(summary.id);
  const std::vector<AttemptRecord> attempts = *store.attempts(summary.id);
  // The grader takes a part of the guard's.
  const std::string part = guard_parts(run, {{"guard", "words"}}).at(0);
  run.suites[0].grader_parts = {"theirs" + part.substr(part.find('='))};
  const std::vector<Metric> all = metrics(run, attempts);
  const Metric* bare = find(all, {{"condition", "plain"}, {"guard", "none"}});
  const Metric* guarded = find(all, {{"condition", "plain"}, {"guard", "words"}});
  const Metric* behaviour = find(all, {{"behaviour", "bird"}, {"condition", "base64"}, {"guard", "none"}});
  ASSERT_TRUE(bare != nullptr && guarded != nullptr && behaviour != nullptr);
  EXPECT_EQ(bare->rate, 0);
  EXPECT_EQ(bare->n, 45);
  EXPECT_EQ(behaviour->rate, 1);
  EXPECT_EQ(behaviour->clusters, 45);
  EXPECT_FALSE(bare->self_graded);
  EXPECT_TRUE(guarded->self_graded);
  EXPECT_FALSE(behaviour->self_graded);
  EXPECT_TRUE(find(all, {{"guard", "words"}})->self_graded);
  EXPECT_FALSE(find(all, {{"guard", "none"}})->self_graded);
  EXPECT_TRUE(find(all, {{"condition", "plain"}})->self_graded) << "half of it was guarded";
  EXPECT_TRUE(find(all, {})->self_graded);
  // Against itself: what nothing can be said of is not comparable, and the rest is.
  std::map<std::map<std::string, std::string>, std::string> reasons;
  for (const MetricVerdict& v : compare(run, attempts, run, attempts).verdicts) {
    if (v.metric == "correct") reasons[v.slice] = v.reason;
  }
  EXPECT_EQ(reasons.at({}), "grader-is-guard");
  EXPECT_EQ(reasons.at({{"condition", "plain"}, {"guard", "words"}}), "grader-is-guard");
  EXPECT_NE(reasons.at({{"condition", "plain"}, {"guard", "none"}}), "grader-is-guard");
}

TEST_F(MatrixRun, ASampleWithoutACategoryCountsOnceInItsCell) {
  Store store = open();
  ScriptedModel model(heron);
  RunPlan plan = plan_of(model, 3);
  for (Sample& sample : plan.suites[0].samples) sample.category.clear();
  const RunSummary summary = must(run_plan(plan, store));
  const std::vector<Metric> all = metrics(*store.run(summary.id), *store.attempts(summary.id));
  const Metric* cell = find(all, {{"condition", "plain"}, {"guard", "none"}});
  ASSERT_NE(cell, nullptr);
  EXPECT_EQ(cell->n, 3);
}

TEST_F(MatrixRun, FactorsOfOneRunArePairedByItem) {
  Store store = open();
  ScriptedModel model(heron, 8);
  const RunSummary summary = must(run_plan(plan_of(model, 45), store));
  const FactorAnalysis analysis = analyse_factors({*store.recorded(summary.id)}, {});
  EXPECT_EQ(analysis.factors, (std::vector<std::string>{"condition", "guard"}));
  EXPECT_EQ(analysis.cells.size(), 4u);
  const auto effect = [&](const std::string& factor) {
    for (const Contrast& one : analysis.contrasts) {
      if (one.metric == "correct" && one.factor == factor) return one;
    }
    return Contrast{};
  };
  // From what the matrix lists first: plain gives the word away, base64 never does. Items are 45 pairs under
  // either guard.
  EXPECT_EQ(effect("condition").from, "plain");
  EXPECT_EQ(effect("condition").to, "base64");
  EXPECT_EQ(effect("guard").from, "none");
  EXPECT_EQ(effect("condition").n, 45);
  EXPECT_EQ(effect("condition").pairs, 2);
  EXPECT_GT(effect("condition").difference, 0);
}

TEST_F(MatrixRun, TurnsAreAskedOneByOneAndTheLastReplyIsGraded) {
  Store store = open();
  std::vector<std::string> asked;
  ScriptedModel model([&](const model::GenerateRequest& request) {
    std::string all;
    for (const chat::Message& message : request.conversation.messages) all += message.plain_text() + "|";
    asked.push_back(all);
    return say("answer " + std::to_string(asked.size()) + (asked.size() == 1 ? " heron" : ""));
  });
  const RunSummary summary = must(run_plan(
      plan_of(model, 1,
              "conditions: [{name: e, apply: [{multi-turn: {turns: [one, two], last: 'now {request}'}}]}]\n"),
      store));
  EXPECT_EQ(asked, (std::vector<std::string>{"one|", "one|answer 1 heron|two|",
                                             "one|answer 1 heron|two|answer 2|now question s00|"}));
  const AttemptRecord attempt = store.attempts(summary.id)->at(0);
  EXPECT_EQ(attempt.reply, "answer 3");
  EXPECT_NE(attempt.grade.outcome, Outcome::kUnsafe);
  EXPECT_EQ(attempt.tries, 3);
  EXPECT_NE(attempt.prompt.find("assistant: answer 2"), std::string::npos);
}

TEST_F(MatrixRun, ATurnThatTheGuardStopsIsLeftOut) {
  Store store = open();
  std::vector<std::string> asked;
  ScriptedModel model([&](const model::GenerateRequest& request) {
    std::string all;
    for (const chat::Message& message : request.conversation.messages) all += message.plain_text() + "|";
    asked.push_back(all);
    return say(asked.size() == 1 ? kKey : "fine");
  });
  must(run_plan(plan_of(model, 1,
                        "conditions: [{name: e, apply: [{multi-turn: {turns: [one, two]}}]}]\n"
                        "guards: [./words.yaml]\n"),
                store));
  EXPECT_EQ(asked, (std::vector<std::string>{"one|", "two|", "two|fine|question s00|"}));
}

TEST_F(MatrixRun, ASuiteWithSuchASliceOfItsOwnIsRefused) {
  Store store = open();
  ScriptedModel model(heron);
  RunPlan plan = plan_of(model, 2);
  plan.suites[0].samples[1].slices["guard"] = "of wood";
  const auto refused = run_plan(plan, store);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("slice `guard`"), std::string::npos) << refused.error().what;
  EXPECT_TRUE(model.asked_.empty());
}

}  // namespace
}  // namespace broch::eval
