// Compares two runs, paired by item.
//
//   Comparison c = compare(base_run, base_attempts, new_run, new_attempts);
//   for (const MetricVerdict& v : c.verdicts) fmt::print("{} {}\n", v.metric, name(v.kind));
//   return c.gate == "fail" ? 1 : 0;
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/compare/factors.h"
#include "eval/compare/gate_file.h"
#include "eval/compare/metrics.h"
#include "eval/compare/registration.h"
#include "eval/compare/suites.h"

namespace broch::eval {

enum class VerdictKind { kImproved, kRegressed, kEquivalent, kInconclusive, kNotComparable };
const char* name(VerdictKind kind);

/// Items that make no pair, by name: of one run alone; in both, but asked otherwise; in both, but not decided
/// in both.
struct Unpaired {
  std::vector<std::string> base_only, next_only, changed, undecided;

  int64_t count() const {
    return static_cast<int64_t>(base_only.size() + next_only.size() + changed.size() + undecided.size());
  }
};

/// Shares of all attempts of a run.
struct Missing {
  double errors = 0, unscored = 0;
};

/// One metric, new minus base, over items that are decided in both runs. The verdict stands only if it
/// survives the bounds: errors and unscored of one side all unsafe and of the other all safe, and the
/// reverse. `b` counts items higher in the base run, `c` items higher in the new one. `loss_limit` is the
/// one-sided 95 % upper limit, also under the bounds, of how much worse the new run is; `bounds` holds the
/// intervals of all readings of what is undecided.
struct MetricVerdict {
  std::string suite, metric;
  std::string next_suite;  ///< in the new run: another mode of the family, or the same
  std::map<std::string, std::string> slice;
  VerdictKind kind = VerdictKind::kInconclusive;
  std::string reason;
  std::vector<std::string> allowed;  ///< what differs that would have forbidden to compare
  bool judge_says = false;           ///< decided by a model that was not held against people's labels
  bool lower_is_better = true;
  double difference = 0;
  stats::Interval interval{-1, 1}, bounds{-1, 1};
  std::string test;  ///< mcnemar-exact | cluster-sign-flip
  double p = 1, p_mcnemar = 1, p_adjusted = 1;
  int64_t n = 0, clusters = 0, b = 0, c = 0, unpaired = 0;
  Unpaired unpaired_items;
  Missing base_missing, next_missing;
  double p_errors = 1;  ///< of equal shares of failed requests
  std::optional<double> n_to_decide;
  std::optional<double> base_rate, new_rate;
  GateRole role = GateRole::kNone;
  double loss_limit = 1;
};

/// What became of one metric of the gate: pass | fail | inconclusive. `verdict` is its place in the list;
/// nothing when there is none.
struct GateCheck {
  GateRule rule;
  std::string result, reason;
  std::optional<size_t> verdict;
};

struct Comparison {
  std::string base, next;                 ///< run ids
  std::vector<Factor> factors;            ///< declared conditions that differ, with their levels
  std::vector<std::string> suites_alone;  ///< of one run, without a counterpart
  std::vector<MetricVerdict> verdicts;    ///< whole suites first, then slices of at least 40 clusters
  std::vector<GateCheck> checks;
  Registration registration;
  std::string gate;  ///< pass | fail | inconclusive
  std::string gate_reason;

  /// Names of `factors`: "model", "guard".
  std::vector<std::string> differing_factors() const;
};

/// With `gate` its metrics have the roles it names, and no others have one.
struct CompareOptions {
  double margin = 0.05;  ///< equivalence and non-inferiority margin
  double alpha = 0.05;
  uint64_t seed = 1;
  Allowed allow;
  const GateFile* gate = nullptr;
};

/// Suites are paired by name, or as two modes of a family; items by identity and content. Verdicts
/// that the gate asks for are adjusted together by Holm's method; the others of whole suites together, and
/// slices within their suite, metric and key, by Benjamini and Hochberg's.
Comparison compare(const RunRecord& base_run, const std::vector<AttemptRecord>& base,
                   const RunRecord& new_run, const std::vector<AttemptRecord>& next,
                   const CompareOptions& options = {});

json::Value to_json(const Comparison& comparison);

/// Whether a larger value of the metric is worse: true for insecure, not_refused, injected, refused, ...
bool lower_is_better(const std::string& metric);

}  // namespace broch::eval
