// Rates over time, run after run, with marks where something changed that could explain a step.
//
//   History history;
//   for (…) history.add(run, attempts);          // in order of creation
//   for (const Series& series : history.series()) …
#pragma once

#include <string>
#include <vector>

#include "eval/compare/metrics.h"

namespace broch::eval {

/// One run in a series. `changed` names what differs from the point before: factors of the condition
/// (model, guard, fingerprint, …), `suite`, `grader`, `judge`.
struct HistoryPoint {
  std::string run, created, status, model;
  Metric metric;
  std::vector<std::string> changed;
};

/// One metric of one suite, as a whole.
struct Series {
  std::string suite, metric;
  std::vector<HistoryPoint> points;
};

class History {
 public:
  void add(const RunRecord& run, const std::vector<AttemptRecord>& attempts);
  /// By suite and metric in order of first sight.
  const std::vector<Series>& series() const { return series_; }

 private:
  /// What is kept of a run to tell what the next one changed.
  struct Known {
    RunRecord run;
    std::vector<std::string> fingerprints;
  };
  std::vector<std::string> changed(const Known& before, const Known& now, const std::string& suite) const;

  std::vector<Series> series_;
  std::vector<size_t> last_;  ///< per series, position in known_ of its last point's run
  std::vector<Known> known_;
};

json::Value to_json(const std::vector<Series>& series);

}  // namespace broch::eval
