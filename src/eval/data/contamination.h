// Which texts of one set occur nearly in another: a test set in a training set, one benchmark in another.
#pragma once

#include <string_view>
#include <vector>

#include "stats/estimate.h"

namespace broch::eval {

/// Text `a` of the first set in text `b` of the second. `containment`: share of the shingles of `a` that are
/// in `b`; `jaccard`: common ones over all of both.
struct Contained {
  size_t a = 0, b = 0;
  double containment = 0, jaccard = 0;
};

/// `found`: for each text of the first set whose containment in some text of the second reaches the
/// threshold, where it is largest (among equals the first). `clusters_found`: near-duplicates among them
/// count once.
struct Contamination {
  size_t texts = 0, others = 0;
  std::vector<Contained> found;
  size_t clusters_found = 0;
  stats::Interval interval;  ///< of the share of texts found, clusters as the unit of independence
  double share() const {
    return texts == 0 ? 0 : static_cast<double>(found.size()) / static_cast<double>(texts);
  }
};

/// Exact: every pair with a common shingle is looked at.
Contamination contamination(const std::vector<std::string_view>& texts,
                            const std::vector<std::string_view>& others, double threshold);

}  // namespace broch::eval
