// What estimators return.
#pragma once

#include <algorithm>
#include <cstdint>

namespace broch::stats {

/// Both ends belong to the interval.
struct Interval {
  double low = 0;
  double high = 1;

  bool contains(double value) const { return low <= value && value <= high; }
  /// For display: what is known of the range is no part of the estimate.
  Interval clipped(double least, double most) const {
    return {std::clamp(low, least, most), std::clamp(high, least, most)};
  }
};

/// `n` values in `clusters` independent groups; in the unit of the values.
struct Estimate {
  double value = 0;
  double standard_error = 0;
  Interval interval;
  int64_t n = 0;
  int64_t clusters = 0;
};

/// `hits` of `trials`; 0 <= hits <= trials. A rate never goes without its number of trials.
struct Count {
  int64_t hits = 0;
  int64_t trials = 0;

  /// trials > 0.
  double share() const { return static_cast<double>(hits) / static_cast<double>(trials); }
};

/// A share and the number of independent trials that it is worth, which need not be whole; n >= 0.
struct Share {
  double value = 0;
  double n = 0;
};

}  // namespace broch::stats
