// Rates of one run, with intervals, bounds and self-grading.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "eval/compare/pass_curve.h"
#include "eval/store/store.h"
#include "stats/estimate.h"

namespace broch::eval {

/// One rate. `k` of `n` decided attempts; `errors` and `unscored` are not in `n` and widen it into [best,
/// worst]. `true_rate` is the simulator's own label, where there is one. `works` is, beside a rate of
/// insecure code, how much of the code works, of the same slice: silence is secure. Nothing where no answer
/// was tested. `pass` is the curve over attempts at one item, where there are several under the same
/// condition.
struct Metric {
  std::string suite, metric;
  std::map<std::string, std::string> slice;
  int64_t k = 0, n = 0, clusters = 0, errors = 0, unscored = 0;
  double rate = 0;
  stats::Interval interval;
  double best = 0, worst = 1;
  bool self_graded = false;
  bool judge_says = false;  ///< the verdict of a model, not held against people's
  std::string validity;
  std::optional<double> true_rate;
  std::optional<double> works;
  std::vector<PassAt> pass;
};

/// Whether it is a rate of insecure code, which is never shown without the rate of code that works.
bool needs_works(const Metric& metric);
/// "works 61.2 %", "works: not tested".
std::string works_text(const Metric& metric);

/// All metrics of a run: per suite overall, and per slice key and value. A slice with fewer than 40 clusters
/// is there with its counts; `covered_only()` says that it is no rate.
std::vector<Metric> metrics(const RunRecord& run, const std::vector<AttemptRecord>& attempts);
/// Those of one slice, of which `attempts` are all; of the suites overall when it is empty.
std::vector<Metric> metrics_of(const RunRecord& run, const std::vector<AttemptRecord>& attempts,
                               const std::map<std::string, std::string>& slice);
struct MetricItems;
/// The rate over some items, without suite and slice.
Metric rate_of(const MetricItems& of);
inline bool covered_only(const Metric& metric) { return !metric.slice.empty() && metric.clusters < 40; }

/// The metric as tables head it, with the field's own name beside ours: "injected (ASR)".
std::string heading(const std::string& metric);

/// " cwe=CWE-89", or nothing.
std::string slice_text(const std::map<std::string, std::string>& slice);

/// The JSON of `broch eval show --json`.
json::Value to_json(const RunRecord& run, const std::vector<Metric>& metrics);

}  // namespace broch::eval
