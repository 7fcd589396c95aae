#include "eval/run/group_commit.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <set>

namespace broch::eval {
namespace {

namespace fs = std::filesystem;

AttemptRecord attempt_at(const std::string& sample) {
  AttemptRecord attempt;
  attempt.suite = "birds";
  attempt.sample = sample;
  return attempt;
}

class GroupCommitTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("broch-commit-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    run_.id = "r";
    run_.status = "running";
    run_.conditions = run_.request = json::Object{};
  }
  void TearDown() override { fs::remove_all(folder_); }
  Store open() { return *Store::open(folder_ / "runs.db"); }

  fs::path folder_;
  RunRecord run_;
};

TEST_F(GroupCommitTest, WhatIsAcknowledgedIsThereAndManyShareOneCommit) {
  Store writer = open();
  ASSERT_TRUE(writer.create_run(run_));
  const Store reader = open();
  asio::io_context io(1);
  GroupCommit commit(writer, "r", io.get_executor());
  int64_t acknowledged = 0;
  std::set<int64_t> seen;
  const auto add = [&](int i) -> asio::awaitable<void> {
    const Status status = co_await commit.add(attempt_at("s" + std::to_string(i)), std::nullopt);
    EXPECT_TRUE(status);
    const int64_t stored = *reader.attempt_count("r");
    EXPECT_GE(stored, ++acknowledged);
    seen.insert(stored);
  };
  for (int i = 0; i < 256; ++i) asio::co_spawn(io, add(i), asio::detached);
  io.run();
  EXPECT_EQ(acknowledged, 256);
  EXPECT_EQ(*reader.attempt_count("r"), 256);
  EXPECT_LE(seen.size(), 16u);
}

TEST_F(GroupCommitTest, AGroupThatCannotBeWrittenFailsForAllOfIt) {
  Store writer = open();
  ASSERT_TRUE(writer.create_run(run_));
  ASSERT_TRUE(writer.add_attempt("r", attempt_at("s3")));
  asio::io_context io(1);
  GroupCommit commit(writer, "r", io.get_executor());
  std::set<std::string> acknowledged{"s3"};
  bool refused = false;
  const auto add = [&](std::string sample) -> asio::awaitable<void> {
    const Status status = co_await commit.add(attempt_at(sample), std::nullopt);
    if (status) {
      acknowledged.insert(sample);
    } else if (sample == "s3") {
      refused = true;
    }
  };
  for (int i = 0; i < 8; ++i) asio::co_spawn(io, add("s" + std::to_string(i)), asio::detached);
  io.run();
  EXPECT_TRUE(refused);
  std::set<std::string> stored;
  const auto done = writer.done("r");
  ASSERT_TRUE(done);
  for (const Store::Done& one : *done) stored.insert(one.sample);
  EXPECT_EQ(stored, acknowledged);
}

TEST_F(GroupCommitTest, TheRunsRecordIsWrittenBeforeTheAttempt) {
  Store writer = open();
  ASSERT_TRUE(writer.create_run(run_));
  const Store reader = open();
  asio::io_context io(1);
  GroupCommit commit(writer, "r", io.get_executor());
  std::vector<std::string> parts;
  const auto add = [&]() -> asio::awaitable<void> {
    run_.guard_parts = {"secrets=2"};
    const Status status = co_await commit.add(attempt_at("s"), run_);
    EXPECT_TRUE(status);
    parts = reader.run("r")->guard_parts;
  };
  asio::co_spawn(io, add(), asio::detached);
  io.run();
  EXPECT_EQ(parts, std::vector<std::string>{"secrets=2"});
}

}  // namespace
}  // namespace broch::eval
