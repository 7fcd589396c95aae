// When a failed request is worth another try, and how long to wait before it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/error.h"
#include "net/client.h"

namespace broch::model {

using Millis = std::chrono::milliseconds;

struct RetryPolicy {
  int retries = 3;         ///< tries after the first
  Millis base{500};        ///< wait before the first retry; doubles with each
  Millis longest{30'000};  ///< the longest single wait; a server that asks for more ends the tries
  Millis total{120'000};   ///< all waits of one request together
};

/// 408, 409, 429, 500, 502, 503, 504 and 529 may pass; other statuses say something about the request.
bool status_may_pass(int status);

/// What the server asks for by `retry-after-ms` or `Retry-After` (seconds or an HTTP date); nothing when it
/// does not, or not in a form that can be read.
std::optional<Millis> requested_wait(const net::Headers& headers, std::chrono::system_clock::time_point now);

/// The waits of one request. Jitter comes from `seed`, so that the same run waits the same.
class Backoff {
 public:
  Backoff(const RetryPolicy& policy, uint64_t seed) : policy_(policy), seed_(seed) {}

  /// How long to wait before the next try; nothing when there shall be none.
  std::optional<Millis> next(std::optional<Millis> requested);

 private:
  RetryPolicy policy_;
  uint64_t seed_;
  int made_ = 0;
  Millis waited_{0};
};

}  // namespace broch::model
