#include "eval/store/salvage.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include "db/database.h"
#include "eval/export.h"
#include "eval/store/row_walk.h"
#include "eval/store/store.h"

namespace broch::eval {
namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 400;

class SalvageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("broch-salvage-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    path_ = folder_ / "runs.db";
    fresh_ = folder_ / "fresh.db";
    Store store = *Store::open(path_);
    for (const char* id : {"run1", "run2"}) {
      RunRecord run;
      run.id = id;
      run.status = "complete";
      run.conditions = run.request = json::Object{};
      run.suites.push_back({"birds", "1", "d", "", "contains@1", "plumbing", {}, kAttempts});
      ASSERT_TRUE(store.create_run(run));
      std::vector<AttemptRecord> attempts;
      for (int i = 0; i < kAttempts; ++i) {
        AttemptRecord& attempt = attempts.emplace_back();
        attempt.suite = "birds";
        attempt.sample = attempt.item = attempt.cluster = fmt::format("s{:04}", i);
        attempt.reply = fmt::format("{} of {} ", i, id) + std::string(300, 'r');
      }
      ASSERT_TRUE(store.add_attempts(id, attempts));
    }
    ASSERT_TRUE(store.tag("run1", "baseline"));
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// Fills whole pages of 4,096 bytes with bytes that are no page.
  void overwrite(int64_t first_page, int64_t pages) {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(first_page * 4096);
    const std::string junk(static_cast<size_t>(pages) * 4096, '\xA5');
    file.write(junk.data(), static_cast<std::streamsize>(junk.size()));
  }
  static int64_t page_count(const std::string& path) {
    return static_cast<int64_t>(fs::file_size(path)) / 4096;
  }

  static std::string replies(const Store& store, const std::string& id) {
    std::string all;
    const auto attempts = store.attempts(id);
    EXPECT_TRUE(attempts);
    for (const AttemptRecord& attempt : *attempts) all += attempt.sample + ":" + attempt.reply + "\n";
    return all;
  }

  /// What was saved is as it was, and what was not is counted; how many attempts were lost.
  int64_t expect_told(const Salvage& report) {
    const Store store = *Store::open(fresh_);
    int64_t lost = 0;
    for (const Salvage::Run& run : report.runs) {
      const auto attempts = store.attempts(run.id);
      EXPECT_TRUE(attempts);
      EXPECT_EQ(static_cast<int64_t>(attempts->size()), run.attempts) << run.id;
      EXPECT_EQ(run.attempts + run.lost.value_or(-1), kAttempts) << run.id;
      EXPECT_EQ(store.run(run.id)->status, run.lost == 0 ? "complete" : "stopped") << run.id;
      EXPECT_EQ(run.reopened, run.lost != 0) << run.id;
      for (const AttemptRecord& attempt : *attempts) {
        EXPECT_EQ(attempt.reply, fmt::format("{} of {} ", std::stoi(attempt.sample.substr(1)), run.id) +
                                     std::string(300, 'r'));
      }
      lost += run.lost.value_or(0);
    }
    return lost;
  }

  fs::path folder_;
  std::string path_, fresh_;
};

TEST_F(SalvageTest, AStoreInOrderIsCopiedWhole) {
  const auto report = salvage(path_, fresh_);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_TRUE(report->intact());
  EXPECT_EQ(report->suites, 2);
  EXPECT_EQ(report->tags, 1);
  EXPECT_EQ(expect_told(*report), 0);
  const Store before = *Store::open(path_), after = *Store::open(fresh_);
  for (const char* id : {"run1", "run2"}) {
    EXPECT_EQ(replies(after, id), replies(before, id));
    EXPECT_EQ(export_jsonl(*after.run(id), *after.attempts(id)),
              export_jsonl(*before.run(id), *before.attempts(id)));
  }
  EXPECT_EQ(after.run("baseline")->id, "run1");
  EXPECT_EQ(after.run("last")->id, "run2");
  for (const auto& entry : fs::directory_iterator(folder_)) {
    EXPECT_EQ(entry.path().string().find(".salvage"), std::string::npos) << entry.path();
  }
  EXPECT_FALSE(salvage(path_, fresh_)) << "it exists";
}

TEST_F(SalvageTest, DamagedPagesCostTheirRowsAlone) {
  const int64_t pages = page_count(path_);
  ASSERT_GT(pages, 60);
  overwrite(pages / 2, 3);
  overwrite(pages * 3 / 4, 1);
  EXPECT_FALSE(Store::open(path_)->attempts("run1") && Store::open(path_)->attempts("run2"));
  const auto report = salvage(path_, fresh_);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_FALSE(report->intact());
  EXPECT_GT(report->unreadable_attempts, 0);
  const int64_t lost = expect_told(*report);
  EXPECT_GT(lost, 10);
  EXPECT_LT(lost, 100);
}

TEST_F(SalvageTest, OfACutFileTheRestIsSaved) {
  fs::resize_file(path_, static_cast<uintmax_t>(page_count(path_) * 6 / 10) * 4096);
  const auto cut = Store::open(path_);
  ASSERT_FALSE(cut);
  EXPECT_NE(cut.error().what.find("the file was cut"), std::string::npos);
  EXPECT_NE(cut.error().remedy.find("broch eval salvage"), std::string::npos);
  const auto report = salvage(path_, fresh_);
  ASSERT_TRUE(report) << report.error().to_string();
  const int64_t lost = expect_told(*report);
  EXPECT_GT(lost, kAttempts / 2);
  EXPECT_LT(lost, kAttempts * 3 / 2);
}

// The rest of the last page reads as rows with no number.
TEST_F(SalvageTest, OfAFileCutWithinAPageTheRestIsSaved) {
  const std::string whole = folder_ / "whole.db";
  fs::copy_file(path_, whole);
  for (const int sixths : {2, 3, 4, 5}) {
    for (const uintmax_t more : {1, 848, 2435, 4095}) {
      fs::copy_file(whole, path_, fs::copy_options::overwrite_existing);
      fs::resize_file(path_, static_cast<uintmax_t>(page_count(whole) * sixths / 6) * 4096 + more);
      const auto report = salvage(path_, fresh_);
      ASSERT_TRUE(report) << report.error().to_string();
      EXPECT_GT(expect_told(*report), 0) << sixths << " " << more;
      fs::remove(fresh_);
    }
  }
}

// A reply of 9,000 bytes begins in a leaf and goes on on pages of its own.
TEST_F(SalvageTest, ATextThatGoesOnBehindTheCutIsLost) {
  {
    auto database = db::Database::open(path_);
    ASSERT_TRUE(database &&
                database->run("UPDATE attempt SET reply = reply || ?", {std::string(9000, 'x')}) &&
                database->run("VACUUM", {}));
  }
  const std::string whole = folder_ / "whole.db";
  fs::copy_file(path_, whole);
  const Store before = *Store::open(whole);
  for (const int64_t fewer : {2, 3, 4, 5, 6, 7}) {
    fs::copy_file(whole, path_, fs::copy_options::overwrite_existing);
    fs::resize_file(path_, static_cast<uintmax_t>(page_count(whole) * 6 / 10 - fewer) * 4096);
    const auto report = salvage(path_, fresh_);
    ASSERT_TRUE(report) << report.error().to_string();
    const Store after = *Store::open(fresh_);
    for (const char* id : {"run1", "run2"}) {
      if (!after.run(id)) continue;
      const auto was = before.attempts(id), is = after.attempts(id);
      ASSERT_TRUE(was && is);
      std::map<std::string, std::string> replies;
      for (const AttemptRecord& attempt : *was) replies[attempt.sample] = attempt.reply;
      for (const AttemptRecord& attempt : *is)
        EXPECT_TRUE(attempt.reply == replies.at(attempt.sample)) << fewer << " " << attempt.sample;
    }
    fs::remove(fresh_);
  }
}

// A page that has the bytes of an earlier one: its rows are there twice.
TEST_F(SalvageTest, RowsOfAPageThatRepeatsAnotherAreReadOnce) {
  const std::string path = folder_ / "rows.db";
  {
    auto database = db::Database::open(path);
    ASSERT_TRUE(database && database->run("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)", {}));
    ASSERT_TRUE(
        database->run("INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                      "WHERE i < 400) SELECT i, ? FROM n",
                      {std::string(300, 't')}));
    ASSERT_TRUE(database->run("VACUUM", {}));
  }
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    std::string page(4096, '\0');
    file.seekg(6 * 4096).read(page.data(), 4096);
    file.seekp(12 * 4096).write(page.data(), 4096);
  }
  auto database = db::Database::open(path);
  ASSERT_TRUE(database);
  std::vector<int64_t> ids;
  EXPECT_GT(walk_rows(*database, "t", "id, text", [&](const db::Row& row) { ids.push_back(row.integer(0)); }),
            0);
  EXPECT_GT(ids.size(), 350u);
  EXPECT_EQ(std::ranges::adjacent_find(ids, std::greater_equal<>()), ids.end());
}

// The root of a table of 700 leaves leads to inner pages that were made after the first 500 leaves, and stand
// behind the cut.
TEST_F(SalvageTest, LeavesAreSavedWhoseInnerPagesAreCutOff) {
  constexpr int kMany = 2000;
  const std::string big = folder_ / "big.db";
  std::map<std::string, std::string> written;  // reply by run and sample
  {
    Store store = *Store::open(big);
    for (const char* id : {"run1", "run2"}) {
      RunRecord run;
      run.id = id;
      run.status = "complete";
      run.conditions = run.request = json::Object{};
      run.suites.push_back({"birds", "1", "d", "", "contains@1", "plumbing", {}, kMany});
      ASSERT_TRUE(store.create_run(run));
      std::vector<AttemptRecord> attempts;
      for (int i = 0; i < kMany; ++i) {
        AttemptRecord& attempt = attempts.emplace_back();
        attempt.suite = "birds";
        attempt.sample = attempt.item = attempt.cluster = fmt::format("s{:04}", i);
        attempt.prompt = fmt::format("what is bird {}?", i);
        // One in ten goes on on further pages.
        attempt.reply =
            fmt::format("{} of {} ", i, id) + std::string(i % 10 == 0 ? 5000 : 400 + i % 300, 'r');
        attempt.sealed = fmt::format("sealed {} of {} ", i, id) + std::string(200, 's');
        written[id + attempt.sample] = attempt.reply;
      }
      ASSERT_TRUE(store.add_attempts(id, attempts));
    }
  }
  const std::string whole = folder_ / "whole.db";
  fs::copy_file(big, whole);
  fs::resize_file(big, fs::file_size(big) / 2);
  const auto report = salvage(big, fresh_);
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_FALSE(report->intact());
  const Store before = *Store::open(whole), after = *Store::open(fresh_);
  int64_t saved = 0;
  for (const Salvage::Run& run : report->runs) {
    const auto was = before.attempts(run.id, Store::Columns::kSealed),
               is = after.attempts(run.id, Store::Columns::kSealed);
    ASSERT_TRUE(was && is);
    EXPECT_EQ(static_cast<int64_t>(is->size()), run.attempts);
    EXPECT_EQ(run.attempts + run.lost.value_or(-1), kMany);
    std::map<std::string, const AttemptRecord*> originals;
    for (const AttemptRecord& attempt : *was) originals[attempt.sample] = &attempt;
    for (const AttemptRecord& attempt : *is) {
      const AttemptRecord& original = *originals.at(attempt.sample);
      EXPECT_EQ(attempt.prompt, original.prompt);
      EXPECT_EQ(attempt.reply, written.at(run.id + attempt.sample));
      EXPECT_EQ(export_jsonl(*after.run(run.id), {attempt}), export_jsonl(*before.run(run.id), {original}));
      EXPECT_TRUE(attempt.sealed.empty() || attempt.sealed == original.sealed);
    }
    saved += run.attempts;
  }
  EXPECT_GE(saved, 2 * kMany * 45 / 100);
}

TEST_F(SalvageTest, WhatIsWrongIsSaidOfTheStoreThatWasGiven) {
  std::ofstream(path_ + ".empty").flush();
  std::ofstream(path_ + ".txt") << std::string(5000, 'x');
  const std::string cut = path_ + ".cut";
  fs::copy_file(path_, cut);
  {
    std::fstream file(cut, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    file << std::string(3000, '\xA5');
  }
  for (const char* end : {".empty", ".txt", ".cut", ".none"}) {
    const auto report = salvage(path_ + end, fresh_);
    ASSERT_FALSE(report) << end;
    EXPECT_EQ(report.error().where.file, path_ + end);
    EXPECT_EQ(report.error().remedy.find("salvage"), std::string::npos) << end;
  }
  EXPECT_EQ(salvage(path_ + ".empty", fresh_).error().what, "the store is empty");
}

TEST_F(SalvageTest, ACompleteRunIsHeldToItsPlan) {
  {
    auto database = db::Database::open(path_);
    ASSERT_TRUE(database && database->run("DELETE FROM attempt WHERE run=1 AND sample='s0007'", {}) &&
                database->run("UPDATE run SET request='{\"imported\":\"garak\"}' WHERE number=2", {}));
  }
  const auto report = salvage(path_, fresh_);
  ASSERT_TRUE(report && report->runs.size() == 2u);
  EXPECT_EQ(report->runs[0].lost, 1);
  EXPECT_TRUE(report->runs[0].reopened);
  EXPECT_FALSE(report->runs[0].imported);
  EXPECT_EQ(report->runs[1].lost, 0);
  EXPECT_TRUE(report->runs[1].imported);
}

TEST_F(SalvageTest, RowsThatMakeNoSenseAreLeftOutAndCounted) {
  {
    auto database = db::Database::open(path_);
    ASSERT_TRUE(database && database->run("UPDATE attempt SET outcome='fine' WHERE sample='s0007'", {}) &&
                database->run("PRAGMA foreign_keys=OFF", {}) &&
                database->run("DELETE FROM run WHERE id='run1'", {}));
  }
  const auto report = salvage(path_, fresh_);
  ASSERT_TRUE(report) << report.error().to_string();
  ASSERT_EQ(report->runs.size(), 1u);
  EXPECT_EQ(report->runs[0].lost, 1);
  EXPECT_EQ(report->unreadable_attempts, 1);
  EXPECT_EQ(report->orphans,
            kAttempts - 1 + 1 + 1 + 1);  // with the one that makes no sense, a suite and a tag
  EXPECT_EQ(expect_told(*report), 1);
}

TEST_F(SalvageTest, WhatIsNoStoreIsSaidToBeNone) {
  std::ofstream(path_ + ".txt") << std::string(5000, 'x');
  EXPECT_FALSE(salvage(path_ + ".txt", fresh_));
  EXPECT_FALSE(salvage(path_ + ".none", fresh_));
  overwrite(0, 1);
  EXPECT_FALSE(salvage(path_, fresh_));
  EXPECT_FALSE(fs::exists(fresh_));
}

}  // namespace
}  // namespace broch::eval
