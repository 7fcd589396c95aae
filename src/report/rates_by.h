// Rates of parts of a suite that the run's own slices do not have, such as a weakness in one language.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "eval/compare/items.h"
#include "report/parts.h"

namespace broch::report {

/// Rates over attempts that share a key, by key; `rows` are positions in the run's attempts.
template <typename Key>
std::map<Key, eval::Metric> rates_by(const RunPage& page, const eval::RunRecord::SuiteRecord& suite,
                                     const std::string& metric,
                                     const std::map<Key, std::vector<size_t>>& rows) {
  std::map<Key, eval::Metric> rates;
  const eval::NumberedRuns numbered(std::array{&page.attempts});
  for (const auto& [key, of] : rows) {
    for (const eval::MetricItems& items : eval::metric_items(numbered[0], of, suite.grader)) {
      if (items.metric == metric) rates.emplace(key, eval::rate_of(items));
    }
  }
  return rates;
}

}  // namespace broch::report
