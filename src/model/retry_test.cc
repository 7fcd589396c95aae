#include "model/retry.h"

#include <gtest/gtest.h>

namespace broch::model {
namespace {

using namespace std::chrono_literals;

TEST(Retry, KnowsWhichStatusesMayPass) {
  for (const int status : {408, 409, 429, 500, 502, 503, 504, 529})
    EXPECT_TRUE(status_may_pass(status)) << status;
  for (const int status : {301, 400, 401, 403, 404, 405, 413, 422, 501})
    EXPECT_FALSE(status_may_pass(status)) << status;
}

TEST(Retry, ReadsWhatTheServerAsksFor) {
  // The example date of RFC 9110, section 5.6.7, is 784111777 seconds after the epoch.
  const auto now = std::chrono::system_clock::from_time_t(784111777 - 90);
  const auto wait = [&](net::Headers headers) { return requested_wait(headers, now); };
  EXPECT_EQ(wait({{"Retry-After", "7"}}), 7s);
  EXPECT_EQ(wait({{"retry-after-ms", "12.5"}, {"Retry-After", "7"}}), 12ms);
  EXPECT_EQ(wait({{"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}}), 90s);
  EXPECT_EQ(wait({{"Retry-After", "Sun, 06 Nov 1994 08:00:00 GMT"}}), 0s);
  EXPECT_EQ(wait({}), std::nullopt);
  for (const char* bad :
       {"", "-1", "soon", "nan", "7s", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET"}) {
    EXPECT_EQ(wait({{"Retry-After", bad}}), std::nullopt) << bad;
  }
  EXPECT_EQ(wait({{"Retry-After", "1e300"}}), 1000000s);
}

TEST(Backoff, DoublesWithJitterAndEnds) {
  Backoff backoff({.retries = 4, .base = 1000ms, .longest = 3000ms, .total = 1h}, 1);
  const std::pair<Millis, Millis> bounds[] = {
      {500ms, 1000ms}, {1000ms, 2000ms}, {1500ms, 3000ms}, {1500ms, 3000ms}};
  for (const auto& [low, high] : bounds) {
    const std::optional<Millis> wait = backoff.next({});
    ASSERT_TRUE(wait);
    EXPECT_GE(*wait, low);
    EXPECT_LE(*wait, high);
  }
  EXPECT_FALSE(backoff.next({}));
}

TEST(Backoff, IsTheSameForTheSameSeed) {
  const RetryPolicy policy{.retries = 1};
  EXPECT_EQ(Backoff(policy, 5).next({}), Backoff(policy, 5).next({}));
  EXPECT_NE(Backoff(policy, 5).next({}), Backoff(policy, 6).next({}));
}

TEST(Backoff, HonoursTheServerWithinBounds) {
  const RetryPolicy policy{.retries = 5, .base = 10ms, .longest = 20s, .total = 30s};
  EXPECT_EQ(Backoff(policy, 1).next(15s), 15s);
  EXPECT_FALSE(Backoff(policy, 1).next(21s)) << "asks for more than we wait";
  Backoff total(policy, 1);
  EXPECT_TRUE(total.next(20s));
  EXPECT_FALSE(total.next(20s)) << "all waits together are bounded";
  EXPECT_FALSE(Backoff({.retries = 0}, 1).next({}));
}

}  // namespace
}  // namespace broch::model
