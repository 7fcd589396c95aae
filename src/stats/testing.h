// Helpers for tests of estimators. Expected values come from the literature or from computation outside this
// code; they are given to as many digits as their source has.
#pragma once

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "stats/estimate.h"

namespace broch::stats {

/// Half of the last of six decimals, and rounding on both sides.
constexpr double kSixDecimals = 5e-6;

inline void expect_interval(const Interval& actual, double low, double high,
                            double tolerance = kSixDecimals) {
  EXPECT_NEAR(actual.low, low, tolerance);
  EXPECT_NEAR(actual.high, high, tolerance);
}

/// Every item its own cluster.
inline std::vector<int64_t> singletons(size_t n) {
  std::vector<int64_t> clusters(n);
  std::iota(clusters.begin(), clusters.end(), 0);
  return clusters;
}

/// `count` clusters of `size` items each.
inline std::vector<int64_t> equal_clusters(size_t count, size_t size) {
  std::vector<int64_t> clusters;
  for (size_t c = 0; c < count; ++c) clusters.insert(clusters.end(), size, static_cast<int64_t>(c));
  return clusters;
}

/// `b` times 1, `c` times -1 and zeros up to n: differences of 0/1 outcomes.
inline std::vector<double> discordant(size_t b, size_t c, size_t n) {
  std::vector<double> d(n, 0);
  for (size_t i = 0; i < b + c; ++i) d[i] = i < b ? 1 : -1;
  return d;
}

}  // namespace broch::stats
