// Rates as tests of the simulators hold them against what is stated.
#pragma once

#include <algorithm>
#include <cmath>

#include "stats/estimate.h"

namespace broch {

/// As many independent replies as the clusters are worth.
inline stats::Count independent(const stats::Estimate& rate) {
  const double variance = rate.standard_error * rate.standard_error;
  const double n = std::clamp(rate.value * (1 - rate.value) / variance, 1.0, static_cast<double>(rate.n));
  return {std::lround(rate.value * n), std::lround(n)};
}

}  // namespace broch
