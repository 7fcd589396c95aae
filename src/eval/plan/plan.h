// What a run costs and can show, before it costs anything; and the file that fixes it beforehand.
//
//   Plan plan = make_plan(suites, {.difference = .05});
//   BROCH_TRY(Registered registered, load_plan("plan.json"));        // of `broch eval plan -o plan.json`
//   BROCH_CHECK(check_plan(registered, plan));
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/json.h"
#include "eval/condition/matrix.h"
#include "eval/suite/sample.h"

namespace broch::eval {

/// What is wanted and what is assumed; shares and rates are in [0,1].
struct PlanOptions {
  double difference = 0.05;  ///< that two runs shall show
  double power = 0.8;
  double alpha = 0.05;
  double margin = 0.05;      ///< of the comparison
  double discordant = 0.2;   ///< share of items on which two runs disagree: typical of versions of one model
  double rate = 0.5;         ///< of a metric, for runs that are not paired
  double icc = 0.2;          ///< how alike items of a cluster are
  uint64_t attempts = 1;     ///< a sample
  int64_t max_tokens = 0;    ///< of a reply; 0: not limited
  bool judged = false;       ///< each reply may be asked about once
  double seconds = 10;       ///< a request
  int64_t concurrency = 10;  ///< requests in flight
  std::string gate;          ///< SHA-256 of the gate file, or ""
};

struct Tokens {
  int64_t in = 0, out = 0;

  /// Prices are per million tokens.
  double money(double price_in, double price_out) const {
    return (static_cast<double>(in) * price_in + static_cast<double>(out) * price_out) / 1e6;
  }
};

/// The samples of one intent: a metric is about attacks or about benign work, so these are what it can be
/// shown with. `design_effect` is by the sizes of the suite's clusters and the assumed icc. `detectable*` is
/// the smallest difference that the suite shows at its size; `*_needed` are the items, and clusters of the
/// suite's sizes, that show the wanted one, by run. Unpaired: two runs that do not hold the same items.
struct SuitePlan {
  std::string name, intent, version, digest;
  int64_t samples = 0, items = 0, clusters = 0;
  double design_effect = 1;
  double detectable = 1, detectable_unpaired = 1;
  double items_needed = 0, clusters_needed = 0, items_needed_unpaired = 0;
  int64_t requests = 0;
  Tokens tokens;

  bool enough() const { return static_cast<double>(items) >= items_needed; }
};

struct Plan {
  PlanOptions options;
  std::vector<SuitePlan> suites;

  int64_t requests() const;
  Tokens tokens() const;
  /// At most: once a reply.
  Tokens judge_tokens() const;
  double hours() const;
};

/// With a matrix every sample is asked in each of its cells, by its words.
Plan make_plan(const std::vector<Suite>& suites, const PlanOptions& options, const Matrix* matrix = nullptr);

/// The plan file: docs/formats/plan.md.
json::Value to_json(const Plan& plan);

/// A plan file that was read: `sha256` is over its bytes.
struct Registered {
  std::string sha256;
  json::Value plan;
};
Result<Registered> load_plan(const std::string& path);

/// An error that names the first thing in which a run's suites are not those of the plan.
Status check_plan(const Registered& registered, const Plan& run);

}  // namespace broch::eval
