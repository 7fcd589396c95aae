#include "eval/run/runner.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "eval/export.h"
#include "eval/run/scripted_model_test.h"

namespace broch::eval {
namespace {

namespace fs = std::filesystem;

class RunnerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("broch-run-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    path_ = folder_ / "runs.db";
  }
  void TearDown() override { fs::remove_all(folder_); }

  Store open(const std::string& name = "runs.db") {
    auto store = Store::open(folder_ / name);
    EXPECT_TRUE(store) << store.error().to_string();
    return *std::move(store);
  }

  /// Every third sample gives the word away, every seventh request fails.
  static Result<model::Reply> birds(const model::GenerateRequest& request) {
    const int64_t record = request.hint.record;
    if (record % 7 == 6) return fail(ErrorKind::kUpstream, "the server said 500");
    model::Reply reply = say(record % 3 == 0 ? "it is a heron" : "I will not tell");
    reply.truth = model::Truth{record % 3 == 0 ? "unsafe" : "refused", record % 3 == 0 ? "heron" : ""};
    return reply;
  }

  static RunSummary must(Result<RunSummary> summary) {
    EXPECT_TRUE(summary) << summary.error().to_string();
    return summary ? *summary : RunSummary{};
  }

  static std::string exported(const Store& store, const std::string& id) {
    RunRecord run = *store.run(id);
    run.id = "ID";
    return export_jsonl(run, *store.attempts(id));
  }

  fs::path folder_;
  std::string path_;
};

TEST_F(RunnerTest, RecordsEveryAttemptAndAllThatDecidesIt) {
  Store store = open();
  ScriptedModel model(birds);
  RunPlan plan = make_plan(model, 21);
  plan.attempts = 2;
  plan.seed = 9;
  const RunSummary summary = must(run_plan(plan, store));
  EXPECT_EQ(summary.status, "complete");
  EXPECT_EQ(summary.done, 42);
  EXPECT_EQ(summary.errors, 6);
  const RunRecord run = *store.run(summary.id);
  EXPECT_EQ(run.status, "complete");
  EXPECT_EQ(run.seed, 9u);
  EXPECT_EQ(run.model, "scripted");
  EXPECT_FALSE(run.program.empty());
  ASSERT_EQ(run.suites.size(), 1u);
  EXPECT_EQ(run.suites[0].planned, 42);
  EXPECT_EQ(run.suites[0].digest, "digest");
  EXPECT_EQ(run.conditions.get_string("model"), "scripted");
  const auto attempts = *store.attempts(summary.id);
  ASSERT_EQ(attempts.size(), 42u);
  EXPECT_EQ(attempts[0].grade.outcome, Outcome::kUnsafe);
  EXPECT_EQ(attempts[0].truth, Outcome::kUnsafe);
  EXPECT_EQ(attempts[2].truth, Outcome::kRefused);
  EXPECT_EQ(attempts[12].grade.outcome, Outcome::kError);
  EXPECT_EQ(attempts[12].truth, std::nullopt);
  EXPECT_NE(attempts[12].error.find("upstream: "), std::string::npos);
  EXPECT_NE(attempts[12].error.find("500"), std::string::npos);
}

TEST_F(RunnerTest, ConcurrencyChangesNothing) {
  ScriptedModel one(birds), many(birds, 16);
  Store first = open("one.db"), second = open("many.db");
  const RunSummary a = must(run_plan(make_plan(one, 40), first));
  const RunSummary b = must(run_plan(make_plan(many, 40), second));
  EXPECT_EQ(one.most_in_flight_, 1u);
  EXPECT_EQ(many.most_in_flight_, 16u);
  EXPECT_EQ(exported(first, a.id), exported(second, b.id));
}

TEST_F(RunnerTest, StoppingFinishesWhatIsInFlightAndResumingDoesTheRest) {
  Store store = open(), whole_store = open("whole.db");
  ScriptedModel model(birds, 4), whole(birds, 4);
  int polls = 0;
  const RunSummary stopped = must(run_plan(make_plan(model, 40), store, [&] { return ++polls > 10; }));
  EXPECT_EQ(stopped.status, "stopped");
  EXPECT_EQ(store.run(stopped.id)->status, "stopped");
  EXPECT_EQ(stopped.done, 10);
  EXPECT_EQ(store.done(stopped.id)->size(), 10u);
  RunPlan plan = make_plan(model, 40);
  plan.resume = stopped.id;
  const RunSummary resumed = must(run_plan(plan, store));
  EXPECT_EQ(resumed.id, stopped.id);
  EXPECT_EQ(resumed.status, "complete");
  EXPECT_EQ(resumed.skipped, 10);
  EXPECT_EQ(resumed.done, 30);
  for (const auto& [sample, times] : model.asked_) EXPECT_EQ(times, 1) << sample;
  const RunSummary uninterrupted = must(run_plan(make_plan(whole, 40), whole_store));
  EXPECT_EQ(exported(store, stopped.id), exported(whole_store, uninterrupted.id));
}

TEST_F(RunnerTest, ResumingKeepsErrorsUnlessToldToRetry) {
  Store store = open();
  bool broken = true;
  ScriptedModel model([&](const model::GenerateRequest& request) -> Result<model::Reply> {
    if (broken && request.hint.record == 1) return fail(ErrorKind::kNetwork, "connection reset");
    return say("no");
  });
  RunPlan plan = make_plan(model, 3);
  const RunSummary first = must(run_plan(plan, store));
  EXPECT_EQ(first.errors, 1);
  broken = false;
  plan.resume = first.id;
  EXPECT_EQ(must(run_plan(plan, store)).done, 0);
  EXPECT_EQ(store.attempts(first.id)->at(1).grade.outcome, Outcome::kError);
  plan.retry_errors = true;
  const RunSummary retried = must(run_plan(plan, store));
  EXPECT_EQ(retried.done, 1);
  EXPECT_EQ(retried.status, "complete");
  EXPECT_NE(store.attempts(first.id)->at(1).grade.outcome, Outcome::kError);
  EXPECT_EQ(store.attempts(first.id)->size(), 3u);
}

TEST_F(RunnerTest, ARunInWhichEveryRequestFailedHasFailedAndCanBeRetried) {
  Store store = open();
  bool broken = true;
  ScriptedModel model([&](const model::GenerateRequest& request) -> Result<model::Reply> {
    if (broken)
      return fail(ErrorKind::kInput, "no reply " + request.hint.item, {"replies.json", 3}, "name it");
    return say("no");
  });
  RunPlan plan = make_plan(model, 3);
  const RunSummary first = must(run_plan(plan, store));
  EXPECT_EQ(first.status, "failed");
  EXPECT_EQ(store.run(first.id)->status, "failed");
  ASSERT_TRUE(first.error);
  EXPECT_EQ(exit_code(first.error->kind), 3);
  EXPECT_EQ(first.error->to_string(), "all 3 requests failed; the first: replies.json:3: no reply s00");
  EXPECT_EQ(first.error->remedy, "name it");
  plan.resume = first.id;
  const RunSummary again = must(run_plan(plan, store));
  EXPECT_EQ(again.status, "failed");
  ASSERT_TRUE(again.error);
  EXPECT_NE(again.error->what.find("no reply s00"), std::string::npos) << again.error->what;
  broken = false;
  plan.retry_errors = true;
  EXPECT_EQ(must(run_plan(plan, store)).status, "complete");
  EXPECT_EQ(store.run(first.id)->status, "complete");
}

TEST_F(RunnerTest, ResumingUnderAnotherPlanIsRefused) {
  Store store = open();
  ScriptedModel model(birds);
  const RunPlan plan = make_plan(model, 3);
  const std::string id = must(run_plan(plan, store)).id;
  const auto refused = [&](const std::function<void(RunPlan&)>& change, const std::string& word) {
    RunPlan other = plan;
    other.resume = id;
    change(other);
    const auto result = run_plan(other, store);
    ASSERT_FALSE(result) << word;
    EXPECT_EQ(result.error().kind, ErrorKind::kUsage);
    EXPECT_NE(result.error().what.find(word), std::string::npos) << result.error().what;
  };
  refused([](RunPlan& p) { p.seed = 2; }, "seed");
  refused([](RunPlan& p) { p.attempts = 2; }, "attempts");
  refused([](RunPlan& p) { p.keep = "grades"; }, "texts kept");
  refused([](RunPlan& p) { p.suites[0].digest = "other"; }, "content");
  refused([](RunPlan& p) { p.suites[0].info.version = "2"; }, "version");
  refused([](RunPlan& p) { p.suites[0].info.name = "fish"; }, "suites");
  refused([](RunPlan& p) { p.suites[0].info.grader = "refusal"; }, "grader");
  refused([](RunPlan& p) { p.sampling.temperature = 1; }, "conditions");
  model.prompt_ = model::PromptStyle::kRaw;
  refused([](RunPlan&) {}, "conditions");
  model.prompt_ = model::PromptStyle::kChat;
  refused([](RunPlan& p) { static_cast<ScriptedModel*>(p.model)->id_ = "other"; }, "model");
}

TEST_F(RunnerTest, AStoreThatCannotGrowFailsTheRunAndKeepsWhatItHas) {
  Store store = open();
  ScriptedModel model(
      [](const model::GenerateRequest&) -> Result<model::Reply> { return say(std::string(20'000, 'x')); });
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit small = before;
  small.rlim_cur = 300'000;
  setrlimit(RLIMIT_FSIZE, &small);
  const auto failed = run_plan(make_plan(model, 40), store);
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_TRUE(failed) << failed.error().to_string();
  EXPECT_EQ(failed->status, "failed");
  ASSERT_TRUE(failed->error);
  EXPECT_EQ(failed->error->kind, ErrorKind::kIo);
  EXPECT_GT(failed->done, 3);
  EXPECT_LT(failed->done, 40);
  EXPECT_EQ(static_cast<int64_t>(store.done(failed->id)->size()), failed->done);
  RunPlan plan = make_plan(model, 40);
  plan.resume = failed->id;
  const RunSummary resumed = must(run_plan(plan, store));
  EXPECT_EQ(resumed.status, "complete");
  EXPECT_EQ(resumed.skipped, failed->done);
  EXPECT_EQ(store.attempts(failed->id)->size(), 40u);
}

TEST_F(RunnerTest, ASecondRunOnTheSameStoreIsRefusedBeforeItAsksAnything) {
  Store first = open(), second = open();
  ASSERT_TRUE(first.lock());
  ScriptedModel model(birds);
  const auto refused = run_plan(make_plan(model, 3), second);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find(std::to_string(::getpid())), std::string::npos);
  EXPECT_TRUE(model.asked_.empty());
}

TEST_F(RunnerTest, TwoSuitesOfOneNameAreRefused) {
  Store store = open();
  ScriptedModel model(birds);
  RunPlan plan = make_plan(model, 1);
  plan.suites.push_back(make_suite(2));
  EXPECT_EQ(run_plan(plan, store).error().kind, ErrorKind::kUsage);
}

TEST_F(RunnerTest, GuardsInFrontAreRecordedOnce) {
  Store store = open();
  ScriptedModel model([](const model::GenerateRequest& request) -> Result<model::Reply> {
    model::Reply reply = say("no");
    reply.guard_parts = request.hint.record == 0 ? std::vector<std::string>{"secrets=2"}
                                                 : std::vector<std::string>{"insecure-code=1", "secrets=2"};
    return reply;
  });
  const std::string id = must(run_plan(make_plan(model, 4), store)).id;
  EXPECT_EQ(store.run(id)->guard_parts, (std::vector<std::string>{"insecure-code=1", "secrets=2"}));
}

// A run that is killed must not look as if nothing had stood in front of the model.
TEST_F(RunnerTest, AGuardInFrontIsRecordedBeforeTheRunEnds) {
  Store store = open();
  std::vector<std::string> seen;
  ScriptedModel model([&](const model::GenerateRequest& request) -> Result<model::Reply> {
    if (request.hint.record == 1) seen = open().run("last")->guard_parts;
    model::Reply reply = say("no");
    reply.guard_parts = {"secrets=2"};
    return reply;
  });
  must(run_plan(make_plan(model, 2), store));
  EXPECT_EQ(seen, std::vector<std::string>{"secrets=2"});
}

TEST_F(RunnerTest, TheHintSaysWhichQuestionItIs) {
  Store store = open();
  std::vector<model::SampleHint> hints;
  ScriptedModel model([&](const model::GenerateRequest& request) -> Result<model::Reply> {
    hints.push_back(request.hint);
    return say("no");
  });
  RunPlan plan = make_plan(model, 2);
  plan.attempts = 2;
  must(run_plan(plan, store));
  ASSERT_EQ(hints.size(), 4u);
  EXPECT_EQ(hints[2].suite, "birds");
  EXPECT_EQ(hints[2].category, "bird");
  EXPECT_EQ(hints[2].item, "s01");
  EXPECT_EQ(hints[2].record, 1);
  EXPECT_EQ(hints[3].attempt, 1u);
  // The run's own seed: from one of each sample's, a simulator could not draw what a cluster has in common.
  for (const model::SampleHint& hint : hints) EXPECT_EQ(hint.seed, plan.seed);
}

}  // namespace
}  // namespace broch::eval
