// Factor analysis over several runs, or over the cells of one: what each declared factor does to each metric,
// the others being equal.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "eval/compare/compare.h"

namespace broch::eval {

/// One suite of one run, or of one cell of its matrix: a cell of the design. `levels` are what the factors
/// were, by name.
struct Cell {
  std::string run, suite;
  std::map<std::string, std::string> levels;
};

/// Changing one factor from level `from` to `to`, all others being equal: the mean over items of the mean
/// difference between the `pairs` of cells that differ in this factor alone; with interval and p by clusters.
/// `p_holm` is adjusted over all contrasts, `q` (Benjamini & Hochberg) too. Without such a pair of cells
/// the effect is confounded, and `with` names the factors that changed along.
struct Contrast {
  std::string suite, metric, factor, from, to;
  int64_t pairs = 0;
  std::vector<std::string> with;
  double difference = 0;
  stats::Interval interval{-1, 1};
  double from_rate = 0, to_rate = 0;
  double p = 1, p_holm = 1, q = 1;
  int64_t n = 0, clusters = 0;

  bool confounded() const { return pairs == 0; }
};

/// `factors`: those with more than one level among the cells. `left_out`: cells or metrics that cannot be
/// held against the others, and why.
struct FactorAnalysis {
  std::vector<std::string> factors;
  std::vector<Cell> cells;
  std::vector<Contrast> contrasts;
  std::vector<std::string> left_out;
};

/// Suites are taken together by family: the mode is a factor. A seed is none: runs that differ in nothing
/// else are repetitions, and averaged. The level of the first run is what others are held against.
FactorAnalysis analyse_factors(const std::vector<RecordedRun>& runs, const CompareOptions& options);

json::Value to_json(const FactorAnalysis& analysis);

}  // namespace broch::eval
