#include "eval/store/store.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "db/database.h"
#include "eval/store/schema.h"

namespace broch::eval {
namespace {

namespace fs = std::filesystem;

RunRecord make_run(const std::string& id) {
  RunRecord run;
  run.id = id;
  run.status = "running";
  run.created = "2026-01-31T12:00:00.123Z";
  run.program = "0.1.0";
  run.seed = ~uint64_t{0} - 1;
  run.model = "sim:vulnerable";
  run.simulated = true;
  run.guard = "balanced";
  run.guard_parts = {"a=1", "b=2"};
  run.judge = "sim:judge";
  run.conditions = json::Object{{"model", "sim:vulnerable"}, {"guard", nullptr}};
  run.request = json::Object{{"limit", 5}};
  run.suites.push_back({"z", "1", "d", "", "refusal", "plumbing", {"g=1"}, 7, "full"});
  run.suites.push_back({"a", "2", "e", "f.json", "attack", "plausible", {}, 9});
  return run;
}

AttemptRecord make_attempt(const std::string& sample, uint64_t attempt = 0, const std::string& suite = "a") {
  AttemptRecord record;
  record.suite = suite;
  record.sample = sample;
  record.attempt = attempt;
  record.item = "i";
  record.cluster = "c";
  record.intent = "attack";
  record.category = "x";
  record.grade.outcome = Outcome::kUnhelpful;
  return record;
}

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("broch-store-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    path_ = folder_ / "deep" / "runs.db";
  }
  void TearDown() override { fs::remove_all(folder_); }

  Store open() {
    auto store = Store::open(path_);
    EXPECT_TRUE(store) << store.error().to_string();
    return *std::move(store);
  }

  fs::path folder_;
  std::string path_;
};

TEST_F(StoreTest, AnEmptyFileIsNoStoreToLookAt) {
  const auto absent = Store::open_existing(path_);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().what, "no such store");
  fs::create_directories(fs::path(path_).parent_path());
  std::ofstream(path_).flush();
  const auto empty = Store::open_existing(path_);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().what, "the store is empty");
  EXPECT_EQ(empty.error().where.file, path_);
  EXPECT_NE(empty.error().remedy.find("broch eval run"), std::string::npos);
  ASSERT_TRUE(Store::open(path_)) << "a run may be made in it";
  EXPECT_TRUE(Store::open_existing(path_));
}

TEST_F(StoreTest, ReadsTheAttemptsOfASlice) {
  Store store = open();
  ASSERT_TRUE(store.create_run(make_run("r1")));
  std::vector<AttemptRecord> made;
  for (const char* language : {"c", "python", "c"}) {
    made.push_back(make_attempt("s" + std::to_string(made.size())));
    made.back().slices = {{"language", language}, {"odd \"key", "it's"}};
  }
  made[2].intent = "benign";
  ASSERT_TRUE(store.add_attempts("r1", made));
  const auto samples = [&](const std::map<std::string, std::string>& slice) {
    std::string out;
    const auto attempts = store.attempts("r1", Store::Columns::kGrades, slice);
    EXPECT_TRUE(attempts) << attempts.error().to_string();
    for (const AttemptRecord& one : *attempts) out += one.sample + " ";
    return out;
  };
  EXPECT_EQ(samples({}), "s0 s1 s2 ");
  EXPECT_EQ(samples({{"language", "c"}}), "s0 s2 ");
  EXPECT_EQ(samples({{"language", "c"}, {"intent", "attack"}}), "s0 ");
  EXPECT_EQ(samples({{"category", "x"}, {"language", "python"}}), "s1 ");
  EXPECT_EQ(samples({{"odd \"key", "it's"}}), "s0 s1 s2 ");
  EXPECT_EQ(samples({{"language", "rust"}}), "");
  EXPECT_EQ(samples({{"$.language", "c"}}), "");
}

TEST_F(StoreTest, ACompleteRunWithFewerAttemptsThanPlannedIsDamaged) {
  RunRecord run = make_run("r1");  // 7 and 9 are planned
  for (const char* status : {"running", "stopped", "failed"}) {
    run.status = status;
    EXPECT_FALSE(is_damaged(run, 15)) << status;
  }
  run.status = "complete";
  EXPECT_TRUE(is_damaged(run, 15));
  EXPECT_FALSE(is_damaged(run, 16));
}

TEST_F(StoreTest, KeepsARun) {
  const RunRecord run = make_run("r1");
  {
    Store store = open();
    ASSERT_TRUE(store.create_run(run));
  }
  Store store = open();
  const auto read = store.run("r1");
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->created, run.created);
  EXPECT_EQ(read->program, run.program);
  EXPECT_EQ(read->seed, run.seed);
  EXPECT_EQ(read->model, run.model);
  EXPECT_TRUE(read->simulated);
  EXPECT_EQ(read->guard, run.guard);
  EXPECT_EQ(read->guard_parts, run.guard_parts);
  EXPECT_EQ(read->judge, run.judge);
  EXPECT_EQ(read->conditions, run.conditions);
  EXPECT_EQ(read->request, run.request);
  ASSERT_EQ(read->suites.size(), 2u);
  EXPECT_EQ(read->suites[0].name, "z");
  EXPECT_EQ(read->suites[0].grader_parts, std::vector<std::string>{"g=1"});
  EXPECT_EQ(read->suites[0].keep, "full");
  EXPECT_EQ(read->suites[1].dataset, "f.json");
  EXPECT_EQ(read->suites[1].planned, 9);
}

TEST_F(StoreTest, KeepsEveryFieldOfAnAttempt) {
  AttemptRecord full = make_attempt("s\n'\"");
  full.twin = "t";
  full.slices = {{"cwe", "CWE-89"}, {"language", "c"}};
  full.grade.outcome = Outcome::kRefused;
  full.grade.by = By::kGuard;
  full.grade.unsafe = false;
  full.grade.score = 0.125;
  full.grade.why = "because";
  full.grade.cwe = {"CWE-78"};
  full.grade.values = {{"insecure", true}, {"works", std::nullopt}, {"refused", false}};
  full.grader = "g@1";
  full.truth = Outcome::kUnsafe;
  full.truth_also = {"assured_insecure", "insecure_targeted"};
  full.prompt = "p";
  full.reply = std::string("r\0s", 3);
  full.original = "o";
  full.fingerprint = "f";
  full.finish_reason = "length";
  full.input_tokens = 1, full.output_tokens = 2, full.micros = 3, full.tries = 4;
  Store store = open();
  ASSERT_TRUE(store.create_run(make_run("r1")));
  ASSERT_TRUE(store.add_attempt("r1", full));
  const auto read = store.attempts("r1");
  ASSERT_TRUE(read) << read.error().to_string();
  ASSERT_EQ(read->size(), 1u);
  const AttemptRecord& a = read->front();
  EXPECT_EQ(a.sample, full.sample);
  EXPECT_EQ(a.twin, "t");
  EXPECT_EQ(a.slices, full.slices);
  EXPECT_EQ(a.grade.outcome, Outcome::kRefused);
  EXPECT_EQ(a.grade.by, By::kGuard);
  EXPECT_EQ(a.grade.unsafe, false);
  EXPECT_EQ(a.grade.score, 0.125);
  EXPECT_EQ(a.grade.why, "because");
  EXPECT_EQ(a.grade.cwe, full.grade.cwe);
  EXPECT_EQ(a.grade.values, full.grade.values);
  EXPECT_EQ(a.grader, "g@1");
  EXPECT_EQ(a.truth, Outcome::kUnsafe);
  EXPECT_EQ(a.truth_also, full.truth_also);
  EXPECT_EQ(a.reply, full.reply);
  EXPECT_EQ(a.original, "o");
  EXPECT_EQ(a.fingerprint, "f");
  EXPECT_EQ(a.finish_reason, "length");
  EXPECT_EQ(a.input_tokens + a.output_tokens * 10 + a.micros * 100 + a.tries * 1000, 4321);

  const auto grades = store.attempts("r1", Store::Columns::kGrades);
  ASSERT_TRUE(grades) << grades.error().to_string();
  ASSERT_EQ(grades->size(), 1u);
  const AttemptRecord& b = grades->front();
  EXPECT_EQ(b.sample + b.item + b.cluster + b.twin + b.intent + b.category + b.grader,
            a.sample + a.item + a.cluster + a.twin + a.intent + a.category + a.grader);
  EXPECT_EQ(b.slices, full.slices);
  EXPECT_EQ(b.grade.outcome, Outcome::kRefused);
  EXPECT_EQ(b.grade.cwe, full.grade.cwe);
  EXPECT_EQ(b.grade.values, full.grade.values);
  EXPECT_EQ(b.truth, Outcome::kUnsafe);
  EXPECT_EQ(b.prompt + b.reply + b.original + b.grade.why, "");
}

TEST_F(StoreTest, AGroupOfAttemptsIsStoredWholeOrNotAtAll) {
  Store store = open();
  ASSERT_TRUE(store.create_run(make_run("r1")));
  const std::vector<AttemptRecord> twice{make_attempt("s"), make_attempt("t"), make_attempt("s")};
  EXPECT_FALSE(store.add_attempts("r1", twice));
  EXPECT_EQ(store.attempt_count("r1"), 0);
  EXPECT_TRUE(store.add_attempts("r1", std::span(twice).first(2)));
  EXPECT_EQ(store.attempt_count("r1"), 2);
}

TEST_F(StoreTest, OrdersAttemptsWhateverTheOrderOfCompletion) {
  Store store = open();
  ASSERT_TRUE(store.create_run(make_run("r1")));
  for (const auto& [suite, sample, attempt] : std::vector<std::tuple<std::string, std::string, uint64_t>>{
           {"z", "a", 0}, {"a", "b", 10}, {"a", "b", 9}, {"a", "a", 1}}) {
    ASSERT_TRUE(store.add_attempt("r1", make_attempt(sample, attempt, suite)));
  }
  std::string order;
  const auto attempts = store.attempts("r1");
  ASSERT_TRUE(attempts);
  for (const AttemptRecord& a : *attempts) {
    order += a.suite + a.sample + std::to_string(a.attempt) + " ";
  }
  EXPECT_EQ(order, "aa1 ab9 ab10 za0 ");
}

TEST_F(StoreTest, AnAttemptTwiceIsAnError) {
  Store store = open();
  ASSERT_TRUE(store.create_run(make_run("r1")));
  ASSERT_TRUE(store.add_attempt("r1", make_attempt("s")));
  EXPECT_FALSE(store.add_attempt("r1", make_attempt("s")));
  EXPECT_TRUE(store.add_attempt("r1", make_attempt("s", 1)));
  EXPECT_FALSE(store.add_attempt("none", make_attempt("s")));
}

TEST_F(StoreTest, FindsARunByIdPrefixTagAndLast) {
  Store store = open();
  EXPECT_FALSE(store.run("last"));
  ASSERT_TRUE(store.create_run(make_run("abc1")));
  ASSERT_TRUE(store.create_run(make_run("abd2")));
  ASSERT_TRUE(store.tag("abc1", "baseline"));
  EXPECT_EQ(store.run("abc1")->id, "abc1");
  EXPECT_EQ(store.run("abd")->id, "abd2");
  EXPECT_EQ(store.run("last")->id, "abd2");
  EXPECT_EQ(store.run("baseline")->id, "abc1");
  EXPECT_EQ(store.run("ab").error().kind, ErrorKind::kUsage);
  EXPECT_NE(store.run("ab").error().what.find("2 run ids"), std::string::npos);
  EXPECT_FALSE(store.run("%"));
  EXPECT_FALSE(store.run(""));
  ASSERT_TRUE(store.tag("abd2", "baseline"));
  EXPECT_EQ(store.run("baseline")->id, "abd2");
  EXPECT_EQ(store.tags()->size(), 1u);
  EXPECT_FALSE(store.tag("abd2", "last"));
  EXPECT_FALSE(store.tag("abd2", "two words"));
  EXPECT_FALSE(store.tag("none", "x"));
}

TEST_F(StoreTest, RemovingARunTakesItsAttemptsTagsAndBytes) {
  {
    Store store = open();
    ASSERT_TRUE(store.create_run(make_run("r1")));
    ASSERT_TRUE(store.create_run(make_run("r2")));
    AttemptRecord attempt = make_attempt("s");
    attempt.reply = "TRANSCRIPT-TO-FORGET";
    ASSERT_TRUE(store.add_attempt("r1", attempt));
    ASSERT_TRUE(store.tag("r1", "t"));
    ASSERT_TRUE(store.remove("r1"));
    EXPECT_FALSE(store.run("r1"));
    EXPECT_TRUE(store.tags()->empty());
    EXPECT_EQ(store.runs()->size(), 1u);
    EXPECT_FALSE(store.remove("r1"));
  }
  std::ifstream file(path_, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(bytes.find("TRANSCRIPT-TO-FORGET"), std::string::npos);
}

TEST_F(StoreTest, RemovesOnlyErrors) {
  Store store = open();
  ASSERT_TRUE(store.create_run(make_run("r1")));
  AttemptRecord failed = make_attempt("e");
  failed.grade.outcome = Outcome::kError;
  ASSERT_TRUE(store.add_attempt("r1", failed));
  ASSERT_TRUE(store.add_attempt("r1", make_attempt("s")));
  EXPECT_TRUE(store.done("r1")->front().error);
  EXPECT_EQ(store.remove_errors("r1"), 1);
  ASSERT_EQ(store.done("r1")->size(), 1u);
  EXPECT_EQ(store.done("r1")->front().sample, "s");
}

TEST_F(StoreTest, SealedTextsAreASegmentOfTheirOwn) {
  AttemptRecord sealed = make_attempt("s");
  sealed.sealed = "SEALED-TEXT-TO-FORGET";
  AttemptRecord failed = make_attempt("e");
  failed.sealed = "of an error";
  failed.grade.outcome = Outcome::kError;
  {
    Store store = open();
    ASSERT_TRUE(store.create_run(make_run("r1")));
    ASSERT_TRUE(store.add_attempt("r1", sealed));
    ASSERT_TRUE(store.add_attempt("r1", failed));
    ASSERT_TRUE(store.add_attempt("r1", make_attempt("u")));
    EXPECT_EQ(store.attempts("r1")->at(1).sealed, "");
    EXPECT_EQ(store.attempts("r1", Store::Columns::kSealed)->at(1).sealed, sealed.sealed);
    EXPECT_EQ(store.attempts("r1", Store::Columns::kSealed)->at(2).sealed, "");
    EXPECT_EQ(store.remove_errors("r1"), 1);
    EXPECT_TRUE(store.add_attempt("r1", failed)) << "its sealed text went with it";
    EXPECT_EQ(store.remove_sealed("r1"), 2);
    EXPECT_EQ(store.attempt_count("r1"), 3);
    EXPECT_EQ(store.attempts("r1", Store::Columns::kSealed)->at(1).sealed, "");
  }
  std::ifstream file(path_, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(bytes.find(sealed.sealed), std::string::npos);
}

TEST_F(StoreTest, ASecondWriterIsToldWhoTheFirstIs) {
  Store first = open();
  ASSERT_TRUE(first.create_run(make_run("r1")));
  Store second = open();
  const Status status = second.create_run(make_run("r2"));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kIo);
  EXPECT_NE(status.error().what.find("process " + std::to_string(::getpid())), std::string::npos)
      << status.error().what;
  // Readers go on.
  EXPECT_EQ(second.run("r1")->status, "running");
}

TEST_F(StoreTest, ADeadWriterLeavesNoLockAndNoRunningRun) {
  fs::create_directories(folder_);
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    auto store = Store::open(path_);
    const bool fine =
        store && store->create_run(make_run("r1")) && store->add_attempt("r1", make_attempt("s"));
    (void)!write(ready[1], fine ? "y" : "n", 1);
    pause();
    _exit(0);
  }
  char fine = 0;
  ASSERT_EQ(read(ready[0], &fine, 1), 1);
  ASSERT_EQ(fine, 'y');
  Store store = open();
  EXPECT_FALSE(store.create_run(make_run("r2")));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_EQ(store.run("r1")->status, "stopped");
  ASSERT_TRUE(store.create_run(make_run("r2")));
  EXPECT_EQ(store.run("r1")->status, "stopped");
  EXPECT_EQ(store.run("r2")->status, "running");
  EXPECT_EQ(store.attempts("r1")->size(), 1u);
}

TEST_F(StoreTest, ForeignDatabasesStayUntouched) {
  fs::create_directories(folder_ / "deep");
  {
    auto foreign = db::Database::open(path_);
    ASSERT_TRUE(foreign && foreign->run("CREATE TABLE bookmarks(url)", {}));
  }
  const auto store = Store::open(path_);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::kInput);
  EXPECT_NE(store.error().what.find("another program"), std::string::npos);
  std::ofstream(path_ + ".txt") << "hello, this is a text file and no database at all";
  EXPECT_FALSE(Store::open(path_ + ".txt"));
}

TEST_F(StoreTest, AColumnChangedByHandIsAnErrorAndNoCrash) {
  {
    Store store = open();
    ASSERT_TRUE(store.create_run(make_run("r1")));
    ASSERT_TRUE(store.add_attempt("r1", make_attempt("s")));
  }
  {
    auto database = db::Database::open(path_);
    ASSERT_TRUE(database && database->run("UPDATE attempt SET outcome='fine'", {}));
  }
  const auto attempts = open().attempts("r1");
  ASSERT_FALSE(attempts);
  EXPECT_NE(attempts.error().what.find("`fine`"), std::string::npos);
  EXPECT_EQ(attempts.error().where.file, path_);
}

/// A store as a program of schema version `version` left it: tests/golden/store/VERSION.sql.
void restore(const std::string& path, int version) {
  std::ifstream dump(fmt::format("{}/tests/golden/store/{}.sql", BROCH_SOURCE_DIR, version));
  ASSERT_TRUE(dump) << version;
  std::stringstream script;
  script << dump.rdbuf();
  fs::create_directories(fs::path(path).parent_path());
  auto database = db::Database::open(path);
  ASSERT_TRUE(database);
  const std::string sql = script.str();
  const std::string_view migrations[] = {sql};
  ASSERT_TRUE(database->migrate(migrations));
  ASSERT_TRUE(database->run(fmt::format("PRAGMA user_version={}", version), {}));
}

TEST_F(StoreTest, StoresOfEveryOlderVersionAreOpenedAndGoneOnWith) {
  for (int version = 1; version < static_cast<int>(std::size(kMigrations)); ++version) {
    restore(path_, version);
    {
      Store store = open();
      const auto run = store.run("baseline");
      ASSERT_TRUE(run) << run.error().to_string();
      EXPECT_EQ(run->id, "5eed00000001");
      EXPECT_EQ(run->status, "stopped");
      EXPECT_EQ(run->seed, ~uint64_t{0});
      ASSERT_EQ(run->suites.size(), 1u);
      EXPECT_EQ(run->suites[0].planned, 3);
      EXPECT_EQ(run->suites[0].keep, "");
      const auto attempts = store.attempts(run->id);
      ASSERT_TRUE(attempts) << attempts.error().to_string();
      ASSERT_EQ(attempts->size(), 2u);
      EXPECT_EQ(attempts->at(0).reply, "it's a heron");
      EXPECT_EQ(attempts->at(0).grade.values.at(0).second, true);
      EXPECT_EQ(attempts->at(1).grade.outcome, Outcome::kError);
      EXPECT_EQ(attempts->at(1).finish_reason, "");
      EXPECT_TRUE(store.add_attempt(run->id, make_attempt("s3", 0, "birds")));
    }
    EXPECT_EQ(open().attempt_count("5eed00000001"), 3);
    fs::remove_all(folder_);
  }
}

TEST(StoreUrl, OnlyFilesAreSupported) {
  EXPECT_EQ(Store::open("postgres://host/db").error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Store::open("").error().kind, ErrorKind::kUsage);
}

TEST(DefaultStore, FollowsTheEnvironment) {
  const char* names[] = {"BROCH_STORE", "XDG_DATA_HOME", "HOME"};
  std::vector<std::optional<std::string>> before;
  for (const char* name : names) {
    const char* value = std::getenv(name);
    before.push_back(value == nullptr ? std::nullopt : std::optional<std::string>(value));
    unsetenv(name);
  }
  EXPECT_EQ(default_store(), "broch-runs.db");
  setenv("HOME", "/h", 1);
  EXPECT_EQ(default_store(), "/h/.local/share/broch/runs.db");
  setenv("XDG_DATA_HOME", "/x", 1);
  EXPECT_EQ(default_store(), "/x/broch/runs.db");
  setenv("BROCH_STORE", "/s.db", 1);
  EXPECT_EQ(default_store(), "/s.db");
  for (size_t i = 0; i < 3; ++i) {
    if (before[i]) {
      setenv(names[i], before[i]->c_str(), 1);
    } else {
      unsetenv(names[i]);
    }
  }
}

}  // namespace
}  // namespace broch::eval
