#include "gateway/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <sstream>

namespace broch::gateway {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Histogram;

// 10 µs to 10 s and, for requests, to 5 min; held bytes from one token to a whole code block.
const Histogram::BucketBoundaries kGuardSeconds = {1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3,
                                                   0.01, 0.03, 0.1,  0.3,  1,    10};
const Histogram::BucketBoundaries kRequestSeconds = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3,
                                                     1,     3,     10,   30,   100, 300};
const Histogram::BucketBoundaries kHeldBytes = {256, 1024, 4096, 16384, 65536, 262144, 1048576, 16777216};

Family<Counter>& counter(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

Family<Histogram>& histogram(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

double seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

struct Metrics::State {
  prometheus::Registry registry;
  Family<Counter>& requests =
      counter(registry, "broch_requests_total", "Requests by route, status and guard action");
  Family<Histogram>& request_seconds = histogram(
      registry, "broch_request_seconds", "Time from a request's last byte in to its answer's last byte out");
  Family<Histogram>& guard_seconds =
      histogram(registry, "broch_guard_seconds", "Time that the guard took per verdict");
  Family<Counter>& findings = counter(registry, "broch_findings_total", "Findings by check and category");
  Family<Counter>& check_failures =
      counter(registry, "broch_check_failures_total", "Checks that failed or ran out of time");
  Family<Counter>& unscannable =
      counter(registry, "broch_unscannable_segments_total", "Pieces of content that no check can read");
  Family<Counter>& upstream_errors = counter(registry, "broch_upstream_errors_total",
                                             "Failed exchanges with upstreams, and error statuses of theirs");
  Histogram& held_bytes = histogram(registry, "broch_stream_held_bytes",
                                    "The most wire bytes that a stream held back for a verdict")
                              .Add({}, kHeldBytes);
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::count_request(std::string_view route, int status, std::string_view action,
                            std::chrono::nanoseconds time) {
  const std::string name(route);
  state_->requests.Add({{"route", name}, {"status", std::to_string(status)}, {"action", std::string(action)}})
      .Increment();
  state_->request_seconds.Add({{"route", name}}, kRequestSeconds).Observe(seconds(time));
}

void Metrics::count_verdict(guard::Stage stage, const guard::Verdict& verdict,
                            std::chrono::nanoseconds time) {
  state_->guard_seconds.Add({{"stage", guard::name(stage)}}, kGuardSeconds).Observe(seconds(time));
  for (const guard::SegmentFinding& found : verdict.findings) {
    state_->findings.Add({{"check", found.finding.check}, {"category", found.finding.category}}).Increment();
  }
  for (const guard::CheckReport& check : verdict.checks) {
    using Status = guard::CheckReport::Status;
    if (check.status != Status::kFailed && check.status != Status::kTimeout) continue;
    const char* status = check.status == Status::kTimeout ? "timeout" : "failed";
    state_->check_failures.Add({{"check", check.id}, {"status", status}}).Increment();
  }
  size_t unscannable = 0, last = size_t(-1);
  for (const guard::Coverage& coverage : verdict.coverage) {
    // Coverage has a row per check; a segment counts once.
    if (coverage.state != guard::Coverage::State::kUnscannable || coverage.segment == last) continue;
    last = coverage.segment;
    ++unscannable;
  }
  count_unscannable(stage, unscannable);
}

void Metrics::count_unscannable(guard::Stage stage, size_t count) {
  if (count == 0) return;
  state_->unscannable.Add({{"stage", guard::name(stage)}}).Increment(static_cast<double>(count));
}

void Metrics::count_upstream_error(std::string_view upstream, std::string_view kind) {
  state_->upstream_errors.Add({{"upstream", std::string(upstream)}, {"kind", std::string(kind)}}).Increment();
}

void Metrics::count_held(size_t peak_bytes) { state_->held_bytes.Observe(static_cast<double>(peak_bytes)); }

std::string Metrics::text() const {
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, state_->registry.Collect());
  return out.str();
}

}  // namespace broch::gateway
