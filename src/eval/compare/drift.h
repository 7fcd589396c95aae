// Did a configuration that nobody changed move? A canary set against its tagged baseline.
#pragma once

#include <string>
#include <vector>

#include "eval/compare/compare.h"

namespace broch::eval {

enum class DriftStatus {
  kSteady,        ///< every metric is shown to be within the margin
  kMoved,         ///< a metric, or the share of failed requests, changed in either direction
  kInconclusive,  ///< neither
  kRefused,       ///< the configuration is another one, or nothing is comparable
};
const char* name(DriftStatus status);

/// `changes` are why it was refused: what differs though nothing should. A server that names itself
/// otherwise, and another seed of sampling, are no change of the configuration: they stay in
/// `comparison.factors`.
struct Drift {
  DriftStatus status = DriftStatus::kInconclusive;
  std::vector<std::string> changes;
  std::vector<std::string> moved;  ///< "attack complied", as in the verdicts
  Comparison comparison;
};

Drift drift(const RunRecord& base_run, const std::vector<AttemptRecord>& base, const RunRecord& new_run,
            const std::vector<AttemptRecord>& next, const CompareOptions& options);

json::Value to_json(const Drift& drift);

}  // namespace broch::eval
