#include "stats/rate.h"

#include <algorithm>
#include <cmath>

#include "stats/distributions.h"

namespace broch::stats {

namespace {

/// Equal tails of Beta(k + prior, n - k + prior).
Interval posterior(int64_t k, int64_t n, double prior, double confidence) {
  const double a = static_cast<double>(k) + prior, b = static_cast<double>(n - k) + prior;
  const double tail = (1 - confidence) / 2;
  return {beta_quantile(tail, a, b), beta_quantile(1 - tail, a, b)};
}

Interval normal_interval(double share, double n, double confidence) {
  const double half = normal_quantile(0.5 + confidence / 2) * std::sqrt(share * (1 - share) / n);
  return {share - half, share + half};
}

}  // namespace

Interval wilson_share(double share, double n, double confidence) {
  if (n <= 0) return {0, 1};
  const double z = normal_quantile(0.5 + confidence / 2);
  const double z2 = z * z;
  const double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = z / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  // At the ends the two terms cancel; rounding must not leave the interval beside its own estimate.
  return {share <= 0 ? 0 : std::max(0.0, centre - half), share >= 1 ? 1 : std::min(1.0, centre + half)};
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
  if (k > 0) interval.low = beta_quantile(tail, hits, misses + 1);
  if (k < n) interval.high = beta_quantile(1 - tail, hits + 1, misses);
  return interval;
}

Interval jeffreys(int64_t k, int64_t n, double confidence) {
  if (n <= 0) return {0, 1};
  Interval interval = posterior(k, n, 0.5, confidence);
  if (k == 0) interval.low = 0;
  if (k == n) interval.high = 1;
  return interval;
}

Interval uniform_credible(int64_t k, int64_t n, double confidence) { return posterior(k, n, 1, confidence); }

Interval agresti_coull(int64_t k, int64_t n, double confidence) {
  if (n <= 0) return {0, 1};
  const double z = normal_quantile(0.5 + confidence / 2);
  const double trials = static_cast<double>(n) + z * z;
  return normal_interval((static_cast<double>(k) + z * z / 2) / trials, trials, confidence);
}

Interval wald(int64_t k, int64_t n, double confidence) {
  if (n <= 0) return {0, 1};
  return normal_interval(static_cast<double>(k) / static_cast<double>(n), static_cast<double>(n), confidence);
}

double zero_events_upper(int64_t n, double alpha) {
  return n <= 0 ? 1 : 1 - std::pow(alpha, 1 / static_cast<double>(n));
}

}  // namespace broch::stats
