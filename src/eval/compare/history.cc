#include "eval/compare/history.h"

#include <algorithm>

#include "eval/compare/factors.h"
#include "eval/compare/suites.h"

namespace broch::eval {

namespace {

const RunRecord::SuiteRecord* find_suite(const RunRecord& run, const std::string& name) {
  const auto found = std::find_if(run.suites.begin(), run.suites.end(),
                                  [&](const RunRecord::SuiteRecord& suite) { return suite.name == name; });
  return found == run.suites.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> History::changed(const Known& before, const Known& now,
                                          const std::string& suite) const {
  std::vector<std::string> names;
  for (const Factor& factor : differing_factors(before.run, before.fingerprints, now.run, now.fingerprints)) {
    names.push_back(factor.name);
  }
  const SuitePair pair{find_suite(before.run, suite), find_suite(now.run, suite)};
  // With everything allowed, the differences are named instead of refused.
  const Comparability differ =
      comparability(pair, {.grader = true, .judge = true, .suite = true, .content = true});
  names.insert(names.end(), differ.allowed.begin(), differ.allowed.end());
  return names;
}

void History::add(const RunRecord& run, const std::vector<AttemptRecord>& attempts) {
  known_.push_back({run, fingerprints(attempts)});
  for (Metric& metric : metrics(run, attempts)) {
    if (!metric.slice.empty()) continue;
    const auto same = std::find_if(series_.begin(), series_.end(), [&](const Series& one) {
      return one.suite == metric.suite && one.metric == metric.metric;
    });
    const auto at = static_cast<size_t>(same - series_.begin());
    if (same == series_.end()) {
      series_.push_back({metric.suite, metric.metric, {}});
      last_.push_back(known_.size() - 1);
    }
    Series& series = series_[at];
    HistoryPoint point{run.id, run.created, run.status, run.model, {}, {}};
    if (!series.points.empty()) point.changed = changed(known_[last_[at]], known_.back(), metric.suite);
    point.metric = std::move(metric);
    series.points.push_back(std::move(point));
    last_[at] = known_.size() - 1;
  }
}

json::Value to_json(const std::vector<Series>& all) {
  json::Array rows;
  for (const Series& series : all) {
    json::Array points;
    for (const HistoryPoint& point : series.points) {
      const Metric& m = point.metric;
      points.push_back(json::Object{{"run", point.run},
                                    {"created", point.created},
                                    {"status", point.status},
                                    {"model", point.model},
                                    {"rate", m.n > 0 ? json::Value(m.rate) : json::Value()},
                                    {"low", m.interval.low},
                                    {"high", m.interval.high},
                                    {"best", m.best},
                                    {"worst", m.worst},
                                    {"k", m.k},
                                    {"n", m.n},
                                    {"clusters", m.clusters},
                                    {"errors", m.errors},
                                    {"unscored", m.unscored},
                                    {"self_graded", m.self_graded},
                                    {"changed", json::Value::strings(point.changed)}});
    }
    rows.push_back(
        json::Object{{"suite", series.suite}, {"metric", series.metric}, {"points", std::move(points)}});
  }
  return json::Object{{"series", std::move(rows)}};
}

}  // namespace broch::eval
