// SVG drawings of rates and differences: bars with intervals, no script, readable by themselves.
#pragma once

#include <string>
#include <vector>

#include "eval/compare/compare.h"
#include "eval/compare/metrics.h"

namespace broch::report {

/// One group of bars: a metric or a slice, with its rate in each run (null where a run has none).
struct BarGroup {
  std::string label;
  std::vector<const eval::Metric*> rates;
};

/// Horizontal bars from 0 to 100 %: the rate, its 95 % interval as a whisker, the bounds as a grey line under
/// it where errors or unscored attempts widen it, the simulator's own label as a diamond, self-graded bars
/// dashed. `title` and `description` are read out instead of the picture; `id` is unique in the page.
std::string bar_chart(const std::string& id, const std::string& title, const std::string& description,
                      const std::vector<BarGroup>& groups, const std::vector<std::string>& runs);

/// The difference with its interval on a line around 0, the margin as a band; `scale` is the largest absolute
/// value shown.
std::string difference_chart(const eval::MetricVerdict& verdict, double margin, double scale);

}  // namespace broch::report
