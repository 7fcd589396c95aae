// SVG drawings of rates and differences: bars with intervals, no script, readable by themselves.
#pragma once

#include <string>
#include <vector>

#include "report/page.h"

namespace broch::report {

/// Horizontal bars from 0 to 100 %: the rate, its 95 % interval as a whisker, the bounds as a grey line under
/// it where errors or unscored attempts widen it, the simulator's own label as a diamond, self-graded bars
/// dashed. What it shows is read out instead of the picture; `id` is unique in the page.
std::string bar_chart(const std::string& id, const BarChart& chart);

/// The difference with its interval on a line around 0, the margin as a band.
std::string difference_chart(const DifferenceBar& bar);

/// Harm to the right, usefulness upwards, a cross of intervals for each run: the first a disc, the second a
/// diamond, joined by a line.
std::string trade_off_chart(const std::string& id, const TradeOffPlot& plot,
                            const std::vector<std::string>& runs);

}  // namespace broch::report
