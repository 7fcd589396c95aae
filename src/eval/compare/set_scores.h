// Multiple choice with several right options: how near the answers come to the key.
#pragma once

#include <string>
#include <vector>

#include "eval/store/store.h"
#include "stats/estimate.h"

namespace broch::eval {

/// Mean Jaccard similarity of what was answered and what is right, over the items of a suite. An answer that
/// cannot be read is similar to nothing: it counts as 0. Failed requests are left out, and counted.
struct SetScore {
  std::string suite;
  stats::Estimate jaccard;
  int64_t errors = 0;
};

/// Of the suites that are graded as multiple choice.
std::vector<SetScore> set_scores(const RunRecord& run, const std::vector<AttemptRecord>& attempts);

}  // namespace broch::eval
