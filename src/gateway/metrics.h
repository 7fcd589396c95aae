// What the gateway counts, for GET /metrics in Prometheus' text format 0.0.4. Labels come from the gateway's
// own tables (routes, checks, categories, configured upstreams), never from a client or a reply: their number
// is bounded.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.h"
#include "guard/guard.h"

namespace broch::gateway {

class Metrics {
 public:
  Metrics();
  ~Metrics();

  /// broch_requests_total{route,status,action} and broch_request_seconds{route}.
  void count_request(std::string_view route, int status, std::string_view action,
                     std::chrono::nanoseconds time);
  /// broch_guard_seconds{stage}, broch_findings_total{check,category},
  /// broch_check_failures_total{check,status}, broch_unscannable_segments_total{stage}.
  void count_verdict(guard::Stage stage, const guard::Verdict& verdict, std::chrono::nanoseconds time);
  /// broch_upstream_errors_total{upstream,kind}; `kind` is an ErrorKind's name, or "status_4xx" and
  /// "status_5xx".
  void count_upstream_error(std::string_view upstream, std::string_view kind);
  /// broch_stream_held_bytes: the most wire bytes that one stream held back for a verdict.
  void count_held(size_t peak_bytes);
  /// Members of stream chunks that carry content no check reads, under broch_unscannable_segments_total.
  void count_unscannable(guard::Stage stage, size_t count);

  std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace broch::gateway
