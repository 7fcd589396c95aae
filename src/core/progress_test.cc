#include "core/progress.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/thread_pool.h"

namespace broch {
namespace {

TEST(Progress, RendersCountsAndTimeLeft) {
  EXPECT_EQ(Progress::render("scan", 50, 100, "files", 10, "", 60),
            "scan [===========           ] 50/100 files, 5.0/s, 10s left");
  EXPECT_EQ(Progress::render("scan", 100, 100, "files", 75, "3 errors", 0),
            "scan: 100/100 files, 1m15s, 3 errors");
  EXPECT_EQ(Progress::render("scan", 7, 0, "files", 3700, "", 60), "scan: 7 files, 1h01m");
  EXPECT_EQ(Progress::render("a long label indeed", 1, 2, "files", 1, "", 30),
            "a long label indeed: 1/2 files, 1.0/s, 1s left");
  EXPECT_EQ(Progress::render("eval", 5000, 20000, "attempts", 4, "$0.42, 3 errors", 0),
            "eval: 5000/20000 attempts, 1250/s, 12s left, $0.42, 3 errors");
}

TEST(Clock, Iso8601) {
  EXPECT_EQ(to_iso8601(std::chrono::system_clock::time_point(std::chrono::milliseconds(1'700'000'000'123))),
            "2023-11-14T22:13:20.123Z");
}

TEST(ThreadPool, RunsEveryTaskWithABoundedQueue) {
  std::atomic<int> done{0};
  {
    ThreadPool pool(4, 2);
    for (int i = 0; i < 1000; ++i) pool.submit([&] { ++done; });
    pool.wait();
    EXPECT_EQ(done, 1000);
    for (int i = 0; i < 10; ++i) pool.submit([&] { ++done; });
  }
  EXPECT_EQ(done, 1010);
}

TEST(ThreadPool, ParallelForVisitsEachIndexOnce) {
  std::vector<std::atomic<int>> visits(5000);
  parallel_for(visits.size(), 4, [&](size_t i) { ++visits[i]; });
  for (const auto& count : visits) ASSERT_EQ(count, 1);
  parallel_for(0, 4, [](size_t) { FAIL(); });
}

}  // namespace
}  // namespace broch
