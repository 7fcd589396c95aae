#include <gtest/gtest.h>

#include "eval/import/testing.h"

namespace broch::eval {
namespace {

std::string file_of(const std::string& results, const std::string& prompts = "{}", int version = 3) {
  return R"({"evalId":"e","results":{"version":)" + std::to_string(version) +
         R"(,"timestamp":"2026-01-02T03:04:05Z","prompts":[)" + prompts + R"(],"results":[)" + results +
         R"(],"stats":{"successes":1,"failures":1,"errors":1}},"metadata":{"promptfooVersion":"0.119.0"}})";
}

std::string row(int test, bool success, int reason, bool redteam, const std::string& more = "",
                int prompt = 0) {
  return R"({"promptIdx":)" + std::to_string(prompt) + R"(,"testIdx":)" + std::to_string(test) +
         R"(,"provider":{"id":"openai:m","label":""},"prompt":{"raw":"p","label":"p"},"vars":{"q":")" +
         std::to_string(test) + R"("},"response":{"output":"o"},"failureReason":)" + std::to_string(reason) +
         R"(,"success":)" + (success ? "true" : "false") + R"(,"score":)" + (success ? "1" : "0") +
         R"(,"metadata":{)" + (redteam ? R"("pluginId":"pii","strategyId":"rot13")" : "") + "}" + more + "}";
}

TEST(ImportPromptfoo, ARedTeamsSuccessIsAnAttackResisted) {
  const Imported imported = import_ok(file_of(row(0, true, 0, true) + "," + row(1, false, 1, true) + "," +
                                              row(2, false, 2, true, R"(,"error":"429")")));
  const Metric metric = metric_of_suite(imported.runs[0], "promptfoo/redteam", "attack_success");
  EXPECT_EQ(metric.k, 1);
  EXPECT_EQ(metric.n, 2);
  EXPECT_EQ(metric.errors, 1);
  EXPECT_EQ(imported.runs[0].attempts[0].grade.values[0].second, false);
  EXPECT_EQ(imported.runs[0].attempts[1].grade.values[0].second, true);
  EXPECT_EQ(imported.runs[0].attempts[2].error, "upstream: 429");
  EXPECT_EQ(imported.runs[0].attempts[0].category, "pii");
  EXPECT_TRUE(imported.notes.empty()) << imported.notes[0];
}

TEST(ImportPromptfoo, AnEvaluationCountsWhatIsCorrect) {
  const Imported imported = import_ok(file_of(row(0, true, 0, false) + "," + row(1, false, 1, false)));
  const Metric metric = metric_of_suite(imported.runs[0], "promptfoo/eval", "correct");
  EXPECT_EQ(metric.k, 1);
  EXPECT_EQ(metric.n, 2);
  EXPECT_TRUE(has_note(imported, "errors: the file says 1; its results give 0"));
}

TEST(ImportPromptfoo, ABrokenGraderDecidesNothing) {
  std::string broken = row(0, false, 1, true);
  broken.replace(broken.find(R"("pluginId")"), 0, R"("graderError":true,)");
  EXPECT_EQ(times_of(import_ok(file_of(broken)), Outcome::kUnscored), 1);
}

TEST(ImportPromptfoo, SeveralPromptsAreSeveralRuns) {
  const Imported imported =
      import_ok(file_of(row(0, true, 0, false) + "," + row(0, false, 1, false, "", 1), "{},{}"));
  ASSERT_EQ(imported.runs.size(), 2u);
  EXPECT_EQ(imported.runs[0].attempts[0].item, imported.runs[1].attempts[0].item);
  EXPECT_NE(imported.runs[0].run.id, imported.runs[1].run.id);
}

TEST(ImportPromptfoo, OtherVersionsAreRefused) {
  EXPECT_NE(import_error(file_of("", "", 2)).find("version 2; 3 is read"), std::string::npos);
}

}  // namespace
}  // namespace broch::eval
