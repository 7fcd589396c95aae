// Intervals of one rate: independent items, and items in clusters.
#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "stats/cluster.h"
#include "stats/stats.h"

namespace broch::stats {

namespace {

/// Wilson's interval with a count that need not be whole: means over repeats are successes too.
Interval wilson_share(double share, double n, double confidence) {
  if (n <= 0) return {0, 1};
  const double z = normal_quantile(0.5 + confidence / 2);
  const double z2 = z * z;
  const double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = z / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  // At the ends the two terms cancel; rounding must not leave the interval beside its own estimate.
  return {share <= 0 ? 0 : std::max(0.0, centre - half), share >= 1 ? 1 : std::min(1.0, centre + half)};
}

}  // namespace

double normal_quantile(double p) { return boost::math::quantile(boost::math::normal_distribution<>(), p); }

double student_quantile(double p, double df) {
  return boost::math::quantile(boost::math::students_t_distribution<>(df), p);
}

Interval wilson(int64_t k, int64_t n, double confidence) {
  if (n <= 0) return {0, 1};
  return wilson_share(static_cast<double>(k) / static_cast<double>(n), static_cast<double>(n), confidence);
}

Interval clopper_pearson(int64_t k, int64_t n, double confidence) {
  if (n <= 0) return {0, 1};
  const double tail = (1 - confidence) / 2;
  const auto hits = static_cast<double>(k), misses = static_cast<double>(n - k);
  Interval interval{0, 1};
  if (k > 0) interval.low = boost::math::quantile(boost::math::beta_distribution<>(hits, misses + 1), tail);
  if (k < n)
    interval.high = boost::math::quantile(boost::math::beta_distribution<>(hits + 1, misses), 1 - tail);
  return interval;
}

Estimate clustered_rate(std::span<const double> values, std::span<const int64_t> clusters,
                        double confidence) {
  const ClusteredMean mean = clustered_mean(values, clusters);
  Estimate estimate{mean.value, mean.standard_error, {0, 1}, mean.n, mean.clusters};
  if (mean.n == 0) return estimate;
  if (mean.clusters == mean.n) {
    estimate.interval = wilson_share(mean.value, static_cast<double>(mean.n), confidence);
  } else if (mean.standard_error < kNoVariance) {
    estimate.interval = wilson_share(mean.value, static_cast<double>(mean.clusters), confidence);
  } else {
    const double t = student_quantile(0.5 + confidence / 2, static_cast<double>(mean.clusters - 1));
    estimate.interval = {std::max(0.0, mean.value - t * mean.standard_error),
                         std::min(1.0, mean.value + t * mean.standard_error)};
  }
  return estimate;
}

}  // namespace broch::stats
