// Writers over plain structs: one self-contained HTML page for runs. What a scan found is in scan_report.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/compare/compare.h"
#include "eval/compare/metrics.h"

namespace broch::report {

/// A run and, for two runs, their comparison.
struct RunPage {
  eval::RunRecord run;
  std::vector<eval::Metric> metrics;
  std::string label;  ///< "bare", "guarded"
};

/// Tables and SVG bars with intervals; no script, no external resource; readable in light and dark.
std::string html(const std::vector<RunPage>& runs, const std::optional<eval::Comparison>& comparison);

}  // namespace broch::report
