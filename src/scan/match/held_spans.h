// Spans of which a match must hold one to matter.
#pragma once

#include <vector>

#include "core/finding.h"

namespace broch::scan {

class HeldSpans {
 public:
  explicit HeldSpans(std::vector<Span> spans);

  /// Whether one of the spans lies in `outer`.
  bool any_in(Span outer) const;

 private:
  std::vector<Span> spans_;        ///< by begin
  std::vector<size_t> least_end_;  ///< of each span and those behind it
};

}  // namespace broch::scan
