#include "eval/run/deadline.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>

#include "eval/run/scripted_model_test.h"

namespace broch::eval {
namespace {

using namespace std::chrono_literals;

/// Waits, and says how it ended: 1 when it came to its end, 2 when it was taken down before.
asio::awaitable<void> wait(std::chrono::milliseconds time, int& ended) {
  struct Mark {
    int& ended;
    ~Mark() { ended = ended == 0 ? 2 : ended; }
  } mark{ended};
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
  ended = 1;
}

bool within(std::chrono::milliseconds deadline, asio::awaitable<void> work) {
  asio::io_context io(1);
  bool in_time = false;
  std::exception_ptr thrown;
  asio::co_spawn(io, ends_within(deadline, std::move(work)), [&](std::exception_ptr broken, bool result) {
    thrown = broken;
    in_time = result;
  });
  io.run();
  if (thrown) std::rethrow_exception(thrown);
  return in_time;
}

TEST(Deadline, WorkInTimeIsDone) {
  int ended = 0;
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(within(1h, wait(1ms, ended)));
  EXPECT_EQ(ended, 1);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1min) << "nobody waits for the rest of the deadline";
}

TEST(Deadline, WorkThatTakesLongerIsTakenDown) {
  int ended = 0;
  EXPECT_FALSE(within(5ms, wait(1h, ended)));
  EXPECT_EQ(ended, 2);
}

TEST(Deadline, WhatTheWorkThrowsPasses) {
  const auto throws = []() -> asio::awaitable<void> {
    throw std::runtime_error("broken");
    co_return;
  };
  EXPECT_THROW(within(1h, throws()), std::runtime_error);
}

/// Answers after an hour, unless it is taken down.
class SleepingModel final : public model::Model {
 public:
  std::string id() const override { return "sleeping"; }
  size_t concurrency() const override { return 1000; }
  asio::awaitable<Result<model::Reply>> generate(const model::GenerateRequest& request) override {
    most_ = std::max(most_, ++in_flight_);
    const std::chrono::milliseconds time = request.hint.record % 2 == 0 ? 1h : 1ms;
    int ended = 0;
    co_await wait(time, ended);
    --in_flight_;
    co_return say("no");
  }
  size_t in_flight_ = 0, most_ = 0;
};

TEST(Deadline, ASampleThatTakesTooLongIsAnErrorAndTheOthersAreNot) {
  const std::string path = ::testing::TempDir() + "broch-deadline-" + std::to_string(::getpid()) + ".db";
  {
    Store store = *Store::open(path);
    SleepingModel model;
    RunPlan plan = make_plan(model, 1000);
    plan.deadline = 100ms;
    const auto summary = run_plan(plan, store);
    ASSERT_TRUE(summary) << summary.error().to_string();
    EXPECT_EQ(summary->errors, 500);
    EXPECT_EQ(model.most_, 1000u) << "as many in flight as the model wants";
    const auto attempts = *store.attempts(summary->id);
    EXPECT_EQ(attempts[0].grade.outcome, Outcome::kError);
    EXPECT_TRUE(attempts[0].error.starts_with("timeout: ")) << attempts[0].error;
    EXPECT_EQ(attempts[1].grade.outcome, Outcome::kSafeHelpful);
    EXPECT_EQ(store.run(summary->id)->conditions.get_integer("deadline_ms"), 100);
  }
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) ::unlink((path + suffix).c_str());
}

}  // namespace
}  // namespace broch::eval
