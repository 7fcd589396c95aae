// Success against the number of attempts: what an attacker, or a user, gets out of k of them.
#pragma once

#include <cstdint>
#include <vector>

#include "stats/estimate.h"

namespace broch::eval {

struct MetricItems;

/// The share of items of which at least one of k attempts counts, by the estimate without bias
/// (stats/repeats.h), over the items with at least k decided attempts; its interval is by clusters.
struct PassAt {
  int64_t k = 1, items = 0;
  double rate = 0;
  stats::Interval interval;
};

/// At 1, 2, 3, 5, 10, 20, 30, 50, … attempts, up to as many as any item has, and at that. Empty when no item
/// has more than one: then the rate is all there is.
std::vector<PassAt> pass_curve(const MetricItems& of);

}  // namespace broch::eval
