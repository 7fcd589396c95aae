#include <gtest/gtest.h>

#include "core/hash.h"
#include "eval/import/testing.h"

namespace broch::eval {
namespace {

/// A log of the task `t`, with `samples` and one scorer `s` whose results are `results`.
std::string log_of(const std::string& samples, const std::string& results = "{}") {
  return R"({"version":2,"status":"success","eval":{"task":"t","model":"m","created":"2026-01-02T03:04:05",)"
         R"("packages":{"inspect_ai":"0.3.100"}},"plan":{"steps":[{"solver":"generate"}]},"results":)" +
         results + R"(,"samples":[)" + samples + "]}";
}

std::string sample_of(const std::string& id, const std::string& value, int epoch = 1) {
  return R"({"id":)" + id + R"(,"epoch":)" + std::to_string(epoch) + R"(,"input":"q)" + id +
         R"(","target":"x","scores":{"s":{"value":)" + value + "}}}";
}

/// A run that crashed: no header.json; a journal, one sample whose input is an attachment, and a summary of
/// one more. Zstandard (method 93), the sample in two frames.
std::string crashed_log() {
  std::string bytes;
  EXPECT_TRUE(base64_decode(
      "UEsDBD8AAABdAAAAAACl2/sYSgAAAEoAAAATAAAAX2pvdXJuYWwvc3RhcnQuanNvbii1L/0AWA0CAKJEDxagpS0Go4uAE8nvOiEa"
      "aP2/TteB/28Iaw3rYiDU71QsK+Hek8eM3dZvkoTRbfQdWESrm2DKLbiLAezJtAoAUEsDBD8AAABdAAAAAAC8vaZ8gAAAAK0AAAAW"
      "AAAAc2FtcGxlcy8xX2Vwb2NoXzEuanNvbii1L/0AWEEBAHsiaWQiOjEsImVwb2NoIjoxLCJpbnB1dCI6ImF0dGFjaG1lbnQ6Ly8o"
      "tS/9AFg1AgAyRA4VoKXpU39v0q4JJ8Rq/CPD7ePk/ysCmbmwfYpo4GUXgjUHQCQ98oMGTKeK4Apu92UnPGcKKWIftwEDAABBGEFj"
      "RdAGUEsDBD8AAABdAAAAAAC9A9/6UwAAAHYAAAAZAAAAX2pvdXJuYWwvc3VtbWFyaWVzLzEuanNvbii1L/0AWFUCACLEDhaQWWMS"
      "6C6wi6VgQgDy65erBSCu/1UCxO4ufJLzBxuyjtndg/MEDbQcc6UPHcfcJYWpU8pa2gB5sY5DBABEuB1wlquG7FXqUEsBAj8APwAA"
      "AF0AAAAAAKXb+xhKAAAASgAAABMAAAAAAAAAAAAAAAAAAAAAAF9qb3VybmFsL3N0YXJ0Lmpzb25QSwECPwA/AAAAXQAAAAAAvL2m"
      "fIAAAACtAAAAFgAAAAAAAAAAAAAAAAB7AAAAc2FtcGxlcy8xX2Vwb2NoXzEuanNvblBLAQI/AD8AAABdAAAAAAC9A9/6UwAAAHYA"
      "AAAZAAAAAAAAAAAAAAAAAC8BAABfam91cm5hbC9zdW1tYXJpZXMvMS5qc29uUEsFBgAAAAADAAMAzAAAALkBAAAAAA==",
      bytes));
  return bytes;
}

TEST(ImportInspect, AttachmentsOfAnyLengthOfName) {
  // The reference ends the text, and its name is shorter than the hashes that Inspect writes.
  const Imported imported = import_ok(
      log_of(R"({"id":1,"epoch":1,"input":"see attachment://aa","target":"x","attachments":{"aa":"hello"},)"
             R"("scores":{"s":{"value":1}}})"));
  EXPECT_EQ(imported.runs[0].attempts[0].prompt, "see hello");
}

TEST(ImportInspect, SaysWhenSamplesAreMissing) {
  const Imported imported =
      import_ok(log_of(sample_of("1", "1"), R"({"total_samples":4,"completed_samples":4})"));
  EXPECT_EQ(imported.notes, std::vector<std::string>{"the log says 4 samples; it holds 1"});
}

TEST(ImportInspect, ValuesAsInspectReadsThem) {
  const Imported imported = import_ok(log_of(
      sample_of("1", R"("C")") + "," + sample_of("2", R"("P")") + "," + sample_of("3", R"("I")") + "," +
      sample_of("4", R"("N")") + "," + sample_of("5", "true") + "," + sample_of("6", "0.25") + "," +
      sample_of("7", "NaN") + "," + sample_of("8", R"("unclear")") + "," + sample_of("9", "null")));
  const ImportedRun& run = imported.runs[0];
  const Metric metric = metric_of_suite(run, "inspect/t/s", "correct");
  EXPECT_EQ(metric.k, 2);
  EXPECT_EQ(metric.n, 6);
  EXPECT_EQ(metric.unscored, 3);
  EXPECT_EQ(run.attempts[1].grade.score, 0.5);
  EXPECT_EQ(run.attempts[3].grade.outcome, Outcome::kNoAnswer);
  EXPECT_EQ(run.attempts[5].grade.score, 0.25);
  EXPECT_TRUE(has_note(imported, "2 scores lie between nothing and 1"));
  EXPECT_EQ(run.run.program, "inspect_ai 0.3.100");
  EXPECT_EQ(run.run.suites[0].validity, "plausible");
}

TEST(ImportInspect, EpochsAreAttemptsOfOneItem) {
  const Imported imported =
      import_ok(log_of(sample_of("1", "1", 1) + "," + sample_of("1", "0", 2) + "," + sample_of("1", "0", 2)));
  const auto& attempts = imported.runs[0].attempts;
  ASSERT_EQ(attempts.size(), 2u);
  EXPECT_EQ(attempts[1].attempt, 1u);
  EXPECT_EQ(attempts[0].item, attempts[1].item);
  EXPECT_TRUE(has_note(imported, "1 attempts stand in the file twice"));
}

TEST(ImportInspect, AFailedSampleIsAnErrorOfEveryScorerAndAMissingScoreUnscored) {
  const Imported imported = import_ok(log_of(
      sample_of("1", R"({"refused":1,"depth":0})") +
      R"(,{"id":2,"epoch":1,"input":"b","error":{"message":"no\nanswer"}},{"id":3,"epoch":1,"input":"c"})"));
  const ImportedRun& run = imported.runs[0];
  const Metric refused = metric_of_suite(run, "inspect/t/s/refused", "refused");
  EXPECT_EQ(refused.k, 1);
  EXPECT_EQ(refused.errors, 1);
  EXPECT_EQ(refused.unscored, 1);
  EXPECT_EQ(metric_of_suite(run, "inspect/t/s/depth", "correct").errors, 1);
  EXPECT_EQ(run.run.suites.size(), 2u);
}

TEST(ImportInspect, AScorerOfHarmIsSaidToBeOne) {
  const std::string log = log_of(sample_of("1", R"("C")") + "," + sample_of("2", R"("I")"));
  const Imported imported = import_ok(log, {.unsafe = {"s"}});
  const Metric metric = metric_of_suite(imported.runs[0], "inspect/t/s", "attack_success");
  EXPECT_EQ(metric.k, 1);
  EXPECT_EQ(metric.n, 2);
  EXPECT_EQ(times_of(imported, Outcome::kUnsafe), 1);
}

TEST(ImportInspect, TheLogsOwnResultsAreHeldAgainstItsSamples) {
  const std::string results =
      R"({"scores":[{"name":"s","scorer":"s","scored_samples":3,"metrics":{"accuracy":{"name":"accuracy","value":0.75}}}]})";
  const Imported imported = import_ok(log_of(sample_of("1", "1") + "," + sample_of("2", "0"), results));
  EXPECT_TRUE(has_note(imported, "s: the log says accuracy 0.75; its samples give 0.5"));
  EXPECT_TRUE(has_note(imported, "the log says 3 scored samples; it holds 2"));
}

TEST(ImportInspect, ACrashedRunIsRebuiltFromItsJournal) {
  const Imported imported = import_ok(crashed_log());
  EXPECT_TRUE(has_note(imported, "the run did not end"));
  EXPECT_TRUE(has_note(imported, "1 samples are known from their summaries alone"));
  const Metric metric = metric_of_suite(imported.runs[0], "inspect/t/match", "correct");
  EXPECT_EQ(metric.k, 1);
  EXPECT_EQ(metric.n, 2);
  EXPECT_EQ(imported.runs[0].attempts[0].prompt, "the question");
}

TEST(ImportInspect, AnArchiveCutOffAtItsEndGivesWhatItHolds) {
  const std::string whole = crashed_log();
  const Imported imported =
      import_ok(std::string_view(whole).substr(0, whole.find("_journal/summaries") + 40));
  EXPECT_EQ(imported.runs[0].attempts.size(), 1u);
  EXPECT_TRUE(has_note(imported, "the archive ends early"));
}

TEST(ImportInspect, TheLastWordsAreFoundInTheEventsAndTheirPool) {
  const Imported imported = import_ok(log_of(
      R"({"id":1,"epoch":1,"input":"q","scores":{"s":{"value":1}},"message_pool":[{"role":"user","content":"q"},)"
      R"({"role":"assistant","content":"said"}],"events":[{"event":"model","input":[],"input_refs":[[0,2]]}]})"));
  EXPECT_EQ(imported.runs[0].attempts[0].reply, "said");
}

TEST(ImportInspect, SaysWhatIsNoLog) {
  EXPECT_NE(import_error("PK\x03\x04 and no more").find("neither header.json"), std::string::npos);
  EXPECT_EQ(import_error(R"({"eval":{"task":"t"}})", {.format = "inspect"}),
            "input: no Inspect log: `eval` has no `model` and `task`");
  EXPECT_EQ(import_error(log_of(R"({"id":1,"epoch":0,"input":"q"})")), "input: epoch 0 of a sample");
  EXPECT_NE(import_error("{\n\"eval\": {]}").find("input:2:"), std::string::npos);
}

TEST(ImportInspect, RealLogs) {
  if (foreign_file("inspect/log_formats.json").empty()) GTEST_SKIP() << "no Inspect logs; set BROCH_DATA";
  const auto read = [](const std::string& name) {
    auto imported = import_file(foreign_file("inspect/" + name), {});
    EXPECT_TRUE(imported) << imported.error().to_string();
    return *std::move(imported);
  };
  for (const char* name : {"log_formats.json", "log_formats.eval"}) {
    const Imported imported = read(name);
    EXPECT_EQ(imported.runs[0].run.model, "ollama/llama3.1");
    const Metric metric = metric_of_suite(imported.runs[0], "inspect/popularity/match", "correct");
    EXPECT_EQ(metric.k, 0);
    EXPECT_EQ(metric.n, 1);
    EXPECT_EQ(imported.runs[0].attempts[0].reply, "No");
    EXPECT_TRUE(imported.notes.empty()) << imported.notes[0];
  }
  const Imported sample = read("log_read_sample.eval");
  EXPECT_EQ(metric_of_suite(sample.runs[0], "inspect/popularity/match", "correct").k, 1);
  EXPECT_EQ(sample.runs[0].attempts[0].input_tokens, 66);
  const Imported pool = read("log_message_deduplication.eval");
  EXPECT_EQ(
      metric_of_suite(pool.runs[0], "inspect/inspect_test_utils/guess_number/closeness_log", "correct").n, 1);
  EXPECT_EQ(pool.runs[0].attempts[0].reply, "done");
  const Imported tools = read("log_tool_call_error.json");
  EXPECT_EQ(metric_of_suite(tools.runs[0], "inspect/.../includes", "correct").unscored, 1);
  EXPECT_EQ(tools.runs[0].attempts[0].attempt, 3u);
  EXPECT_TRUE(has_note(tools, "the log says accuracy 1"));
  const Imported nan = read("log_with_nan.txt");
  EXPECT_TRUE(nan.runs[0].attempts.empty());
  EXPECT_TRUE(has_note(nan, "results and no samples"));
}

}  // namespace
}  // namespace broch::eval
