#include <gtest/gtest.h>
#include <unistd.h>

#include "eval/compare/testing.h"
#include "eval/export.h"
#include "eval/import/testing.h"

namespace broch::eval {
namespace {

/// A run with everything a line can say.
ImportedRun rich_run() {
  ImportedRun one{.run = run_of("r1"), .attempts = attempts_of("insecure", "10?e")};
  AttemptRecord& first = one.attempts[0];
  first.grade.by = By::kGuard;
  first.grade.unsafe = true;
  first.grade.score = 0.75;
  first.grade.cwe = {"CWE-78", "CWE-88"};
  first.grade.values.emplace_back("refused", false);
  first.truth = Outcome::kUnsafe;
  first.twin = "t";
  first.slices = {{"cwe", "CWE-78"}, {"language", "c"}};
  first.attempt = 2;
  first.cluster = "other";
  for (AttemptRecord& attempt : one.attempts) attempt.grader = "insecure-code@1";
  return one;
}

TEST(ImportJsonl, WhatWasExportedComesBackTheSame) {
  const ImportedRun one = rich_run();
  const std::string lines = export_jsonl(one.run, one.attempts);
  const Imported back = import_ok(lines);
  ASSERT_EQ(back.runs.size(), 1u);
  EXPECT_EQ(export_jsonl(back.runs[0].run, back.runs[0].attempts), lines);
  EXPECT_TRUE(back.not_mapped.empty());
  EXPECT_EQ(back.runs[0].run.id, "r1");
  EXPECT_TRUE(back.runs[0].run.simulated);
}

TEST(ImportJsonl, OfAGuardThatTheLinesDoNotDescribeTheRatesAreSelfGraded) {
  ImportedRun one = rich_run();
  one.run.conditions = json::Object{{"model", "m"}, {"guard", "balanced"}};
  const Imported back = import_ok(export_jsonl(one.run, one.attempts));
  EXPECT_EQ(back.runs[0].run.guard, "balanced");
  EXPECT_TRUE(metric_of_suite(back.runs[0], "s", "insecure").self_graded);
}

TEST(ImportJsonl, TheCellsOfAMatrixComeBackAsOneRun) {
  ImportedRun one = rich_run();
  one.run.conditions = json::Object{{"model", "m"}, {"guard", nullptr}, {"matrix", json::Object{}}};
  one.attempts = attempts_of("insecure", "1010");
  for (size_t i = 0; i < one.attempts.size(); ++i) {
    AttemptRecord& attempt = one.attempts[i];
    attempt.grader = "insecure-code@1";
    attempt.item = "i";
    const std::string guard = i % 2 == 0 ? "none" : "balanced", condition = i < 2 ? "hex" : "plain";
    attempt.sample = "i~" + condition + "~" + guard;
    attempt.slices = {{"condition", condition}, {"guard", guard}, {"behaviour", "b"}};
  }
  const std::string lines = export_jsonl(one.run, one.attempts);
  const Imported back = import_ok(lines);
  ASSERT_EQ(back.runs.size(), 1u);
  EXPECT_EQ(export_jsonl(back.runs[0].run, back.runs[0].attempts), lines);
  std::map<std::string, bool> self_graded;
  for (const Metric& metric : metrics(back.runs[0].run, back.runs[0].attempts)) {
    if (metric.slice.size() == 1) self_graded[slice_text(metric.slice)] = metric.self_graded;
  }
  EXPECT_FALSE(self_graded.at(" guard=none"));
  EXPECT_TRUE(self_graded.at(" guard=balanced"));
}

TEST(ImportJsonl, TheLeastForm) {
  const Imported imported = import_ok(R"({"outcome":"unsafe","prompt":"one question about a thing"}
{"outcome":"unhelpful","prompt":"another thing to be done"}
{"outcome":"error","item":"c","error":"timeout"}
{"outcome":"unscored","item":"d","colour":"red"}
)");
  const Metric metric = metric_of_suite(imported.runs[0], "imported", "attack_success");
  EXPECT_EQ(metric.k, 1);
  EXPECT_EQ(metric.n, 2);
  EXPECT_EQ(metric.errors, 1);
  EXPECT_EQ(metric.unscored, 1);
  EXPECT_EQ(metric.clusters, 2);
  EXPECT_EQ(imported.not_mapped.at("line.colour"), 1);
}

TEST(ImportJsonl, BenignWorkCountsRefusals) {
  const Imported imported = import_ok(R"({"outcome":"refused","item":"a","intent":"benign"}
{"outcome":"safe_helpful","item":"b","intent":"benign"})");
  EXPECT_EQ(metric_of_suite(imported.runs[0], "imported", "refused").k, 1);
}

TEST(ImportJsonl, NamesTheLineThatIsWrong) {
  EXPECT_EQ(import_error("{\"outcome\":\"unsafe\",\"item\":\"a\"}\n\n{\"outcome\":\"safe\",\"item\":\"a\"}"),
            "input:3:1: no outcome is called `safe`");
  EXPECT_NE(import_error("{\"outcome\":\"unsafe\",\"item\":\"a\",\"values\":{\"x\":1}}").find("input:1:1"),
            std::string::npos);
  EXPECT_NE(import_error("{\"outcome\":\"unsafe\",\"item\":\"a\"}\n{\"outcome\":}").find("input:2:"),
            std::string::npos);
  EXPECT_NE(import_error("{\"x\":1}").find("no known kind of results"), std::string::npos);
}

TEST(ImportJsonl, NearCopiesOfAPromptAreOneCluster) {
  const std::string words = "tell me how the old tower on the hill was built by the people of the island";
  const Imported imported = import_ok("{\"outcome\":\"unsafe\",\"prompt\":\"" + words +
                                      " now\"}\n{\"outcome\":\"unsafe\",\"prompt\":\"" + words + " then\"}");
  EXPECT_EQ(metric_of_suite(imported.runs[0], "imported", "attack_success").clusters, 1);
}

TEST(KeepImported, WritesRunsOnceAndOnlyTheTextsAllowed) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("broch-import-" + std::to_string(::getpid()));
  auto store = Store::open((folder / "runs.db").string());
  ASSERT_TRUE(store);
  const Imported imported =
      import_ok(R"({"outcome":"unsafe","item":"a","prompt":"asked","reply":"said","model":"m"})");
  ASSERT_TRUE(keep_imported(*store, imported, "grades"));
  const auto attempts = store->attempts(imported.runs[0].run.id);
  ASSERT_TRUE(attempts);
  EXPECT_EQ((*attempts)[0].reply, "");
  const auto run = store->run(imported.runs[0].run.id);
  ASSERT_TRUE(run);
  EXPECT_EQ(run->status, "complete");
  EXPECT_FALSE(run->created.empty());
  const Status again = keep_imported(*store, imported, "grades");
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().what.find("already"), std::string::npos);
  EXPECT_EQ(store->runs()->size(), 1u);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace broch::eval
