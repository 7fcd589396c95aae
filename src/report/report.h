// Writers over plain structs: SARIF 2.1.0 for scan findings, one self-contained HTML page for runs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "eval/compare/compare.h"
#include "eval/compare/metrics.h"
#include "scan/scan.h"

namespace broch::report {

/// Findings of one file; `text` is its content, for lines and fingerprints.
struct FileFindings {
  std::string path;
  std::string text;
  std::vector<Finding> findings;
};

/// SARIF 2.1.0 with `security-severity` per rule and partial fingerprints.
std::string sarif(const std::vector<FileFindings>& files, const scan::RulePack& pack);

/// A run and, for two runs, their comparison.
struct RunPage {
  eval::RunRecord run;
  std::vector<eval::Metric> metrics;
  std::string label;  ///< "bare", "guarded"
};

/// Tables and SVG bars with intervals; no script, no external resource; readable in light and dark.
std::string html(const std::vector<RunPage>& runs, const std::optional<eval::Comparison>& comparison);

}  // namespace broch::report
