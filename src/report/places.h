// Lines and columns of the findings of a scanned text.
#pragma once

#include <vector>

#include "report/scan_report.h"
#include "scan/extent.h"

namespace broch::report {

/// In the order of the findings.
std::vector<scan::Extent> places(const ScannedText& text);
/// For each finding those of its trace, in order; nothing for findings without one.
std::vector<std::vector<scan::Extent>> trace_places(const ScannedText& text);

}  // namespace broch::report
