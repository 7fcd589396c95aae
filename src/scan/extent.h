// Lines and columns of findings.
#pragma once

#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/text.h"

namespace broch::scan {

/// Where a finding begins, and where the first character behind it stands.
struct Extent {
  LineColumn begin;
  LineColumn end;
};

/// The extents of some spans of one text, in their order. One pass over the text: asking LineIndex for each
/// of ten thousand findings on one line of megabytes would take minutes.
std::vector<Extent> extents(std::string_view text, const std::vector<Span>& spans);

}  // namespace broch::scan
