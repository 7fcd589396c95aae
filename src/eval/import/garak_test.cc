#include <gtest/gtest.h>

#include "eval/import/testing.h"

namespace broch::eval {
namespace {

const std::string kHead =
    R"({"entry_type":"start_run setup","run.eval_threshold":0.5,"plugins.target_type":"openai","plugins.target_name":"m"})"
    "\n"
    R"({"entry_type":"init","garak_version":"0.14.0","start_time":"2026-01-02T03:04:05","run":"r"})"
    "\n";

/// A finished attempt with one score per output.
std::string attempt_line(const std::string& prompt, const std::string& outputs, const std::string& scores,
                         int status = 2, int seq = 0) {
  return R"({"entry_type":"attempt","uuid":"u)" + std::to_string(seq) + R"(","seq":)" + std::to_string(seq) +
         R"(,"status":)" + std::to_string(status) + R"(,"probe_classname":"dan.Dan","prompt":)" + prompt +
         R"(,"outputs":)" + outputs + R"(,"detector_results":{"d.D":)" + scores + "}}\n";
}

const std::string kOldPrompt = R"("say it")";
const std::string kNewPrompt =
    R"({"turns":[{"role":"user","content":{"text":"say it","lang":"en"}}],"notes":{}})";

TEST(ImportGarak, AHitIsAScoreFromTheThresholdOn) {
  const Imported imported = import_ok(
      kHead + attempt_line(kOldPrompt, R"(["a","b","c"])", "[0.49,0.5,1.0]") +
      R"({"entry_type":"eval","probe":"dan.Dan","detector":"d.D","passed":1,"fails":2,"nones":0,"total_evaluated":3})");
  EXPECT_EQ(imported.format, "garak");
  ASSERT_EQ(imported.runs.size(), 1u);
  const ImportedRun& run = imported.runs[0];
  EXPECT_EQ(run.run.model, "openai:m");
  EXPECT_EQ(run.run.program, "garak 0.14.0");
  EXPECT_EQ(run.run.status, "complete");
  EXPECT_EQ(run.run.suites[0].validity, "plausible");
  const Metric metric = metric_of_suite(run, "garak/d.D", "attack_success");
  EXPECT_EQ(metric.k, 2);
  EXPECT_EQ(metric.n, 3);
  EXPECT_TRUE(imported.notes.empty()) << imported.notes[0];
  EXPECT_EQ(run.attempts[2].attempt, 2u);  // three generations of one item
  EXPECT_EQ(run.attempts[2].item, run.attempts[0].item);
  EXPECT_EQ(run.attempts[1].reply, "b");
}

TEST(ImportGarak, WhatHasNoScoreIsNeverSafe) {
  const Imported imported =
      import_ok(kHead + attempt_line(kNewPrompt, R"([{"text":"a"},null,{"text":"c"}])", "[null,null,NaN]"));
  EXPECT_EQ(times_of(imported, Outcome::kUnscored), 2);
  EXPECT_EQ(times_of(imported, Outcome::kError), 1);
  const Metric metric = metric_of_suite(imported.runs[0], "garak/d.D", "attack_success");
  EXPECT_EQ(metric.n, 0);
  EXPECT_EQ(metric.errors, 1);
  EXPECT_EQ(metric.unscored, 2);
  EXPECT_EQ(metric.worst, 1);
}

TEST(ImportGarak, OnlyFinishedAttemptsCountAndOthersAreNamed) {
  const Imported imported = import_ok(kHead + attempt_line(kNewPrompt, R"(["a"])", "[]", 1, 0) +
                                      attempt_line(kNewPrompt, R"(["a"])", "[1.0]", 2, 0) +
                                      attempt_line(kNewPrompt, R"(["a"])", "[]", 1, 1));
  EXPECT_EQ(imported.runs[0].attempts.size(), 1u);
  EXPECT_TRUE(has_note(imported, "1 attempts were started and never graded"));
}

TEST(ImportGarak, DifferencesFromTheReportsOwnTotalsAreSaid) {
  const Imported imported =
      import_ok(kHead + attempt_line(kNewPrompt, R"(["a"])", "[1.0]") +
                R"({"entry_type":"eval","probe":"dan.Dan","detector":"d.D","passed":2,"total":5})");
  EXPECT_TRUE(has_note(imported,
                       "the attempts say 0 passed, 1 failed, 0 none; the report's own line says 2 "
                       "passed, 3 failed, 0 none"));
}

TEST(ImportGarak, OldAndNewPromptsReadTheSameButForTheRole) {
  const Imported old_shape = import_ok(kHead + attempt_line(kOldPrompt, R"(["a"])", "[0]"));
  const Imported new_shape = import_ok(kHead + attempt_line(kNewPrompt, R"(["a"])", "[0]"));
  EXPECT_EQ(old_shape.runs[0].attempts[0].prompt, "say it");
  EXPECT_EQ(new_shape.runs[0].attempts[0].prompt, "user: say it");
}

TEST(ImportGarak, NamesThePlaceOfWhatIsWrong) {
  EXPECT_EQ(import_error(kHead + "{\"entry_type\":\"attempt\",\"status\":2}\n"),
            "input:3:1: a finished attempt has no `probe_classname` and `detector_results`");
  EXPECT_EQ(import_error(kHead + attempt_line(kOldPrompt, "[]", "[\"x\"]")),
            "input:3:1: a score must be a number or null, found string");
  EXPECT_NE(import_error(R"({"goal":"g","generations_per_prompt":1,"detector":"d"})").find("hit log"),
            std::string::npos);
}

TEST(ImportGarak, AFileIsTheSameRunWheneverItIsImported) {
  const std::string report = kHead + attempt_line(kOldPrompt, R"(["a"])", "[0]");
  EXPECT_EQ(import_ok(report).runs[0].run.id, import_ok(report).runs[0].run.id);
}

TEST(ImportGarak, RealReports) {
  if (foreign_file("garak/test.report.jsonl").empty()) GTEST_SKIP() << "no garak reports; set BROCH_DATA";
  for (const char* name : {"test", "report_test"}) {
    const auto imported = import_file(foreign_file("garak/" + std::string(name) + ".report.jsonl"), {});
    ASSERT_TRUE(imported) << imported.error().to_string();
    EXPECT_TRUE(imported->notes.empty()) << imported->notes[0];
    const Metric metric = metric_of_suite(imported->runs[0], "garak/always.Pass", "attack_success");
    EXPECT_EQ(metric.k, 0);
    EXPECT_EQ(metric.n, 8);
  }
  const auto glued = import_file(foreign_file("garak/agg.report.jsonl"), {});
  ASSERT_TRUE(glued);
  EXPECT_EQ(metric_of_suite(glued->runs[0], "garak/lmrc.QuackMedicine", "attack_success").n, 1);
  EXPECT_EQ(metric_of_suite(glued->runs[0], "garak/always.Pass", "attack_success").n, 8);
  EXPECT_TRUE(glued->notes.empty());
  // Its eval line counts 50 outputs; the file holds four.
  const auto cut = import_file(foreign_file("garak/test_with_ci.report.jsonl"), {});
  ASSERT_TRUE(cut);
  EXPECT_EQ(metric_of_suite(cut->runs[0], "garak/always.Pass", "attack_success").n, 4);
  EXPECT_TRUE(has_note(*cut, "37 passed, 13 failed"));
}

}  // namespace
}  // namespace broch::eval
