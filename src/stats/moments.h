// Mean and variance of independent values.
#pragma once

#include <cstdint>
#include <span>

namespace broch::stats {

/// `variance` has the divisor n-1; it is 0 for one value. All 0 without values.
struct Moments {
  double mean = 0;
  double variance = 0;
  int64_t n = 0;
};

Moments moments_of(std::span<const double> values);

}  // namespace broch::stats
