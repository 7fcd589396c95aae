// What `broch demo` prints: one table over both runs.
#pragma once

#include <string>
#include <vector>

#include "eval/compare/compare.h"
#include "eval/compare/metrics.h"
#include "eval/store/store.h"

namespace broch::cli {

/// One of the two measurements.
struct DemoSide {
  std::string label;
  eval::RunRecord run;
  std::vector<eval::AttemptRecord> attempts;
  std::vector<eval::Metric> metrics;
};

/// Rows by suite and slice; columns bare and guarded, each with the graded rate, its interval and the
/// simulator's own (true) rate, then the paired verdict, or `self-graded` where guard and grader share a
/// part.
std::string demo_table(const DemoSide& bare, const DemoSide& guarded, const eval::Comparison& comparison);
json::Value demo_json(const DemoSide& bare, const DemoSide& guarded, const eval::Comparison& comparison);

}  // namespace broch::cli
