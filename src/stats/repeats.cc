#include "stats/repeats.h"

#include <algorithm>
#include <cmath>

#include "stats/moments.h"

namespace broch::stats {

namespace {

bool defined(int64_t n, int64_t c, int64_t k) { return 0 <= c && c <= n && 1 <= k && k <= n; }

/// C(m,k)/C(n,k) as a product of ratios; 0 when m < k.
double choose_ratio(int64_t m, int64_t n, int64_t k) {
  if (m < k) return 0;
  double ratio = 1;
  for (int64_t i = m + 1; i <= n; ++i) ratio *= 1 - static_cast<double>(k) / static_cast<double>(i);
  return ratio;
}

}  // namespace

std::optional<double> pass_at_k(int64_t n, int64_t c, int64_t k) {
  if (!defined(n, c, k)) return std::nullopt;
  return 1 - choose_ratio(n - c, n, k);
}

std::optional<double> pass_all_k(int64_t n, int64_t c, int64_t k) {
  if (!defined(n, c, k)) return std::nullopt;
  return choose_ratio(c, n, k);
}

std::optional<RepeatedMean> repeated_mean(std::span<const std::vector<double>> items) {
  if (items.size() < 2) return std::nullopt;
  const auto n = static_cast<double>(items.size());
  std::vector<double> means;
  double noise = 0, attempts = 0, total = 0;
  RepeatedMean result;
  for (const auto& item : items) {
    if (item.size() < 2) return std::nullopt;
    const Moments moments = moments_of(item);
    means.push_back(moments.mean);
    result.within += moments.variance / n;
    noise += moments.variance / static_cast<double>(item.size()) / n;
    attempts += static_cast<double>(item.size());
    for (double value : item) total += value;
  }
  const Moments of_means = moments_of(means);
  result.value = of_means.mean;
  result.between_means = of_means.variance;
  result.between = of_means.variance - noise;
  result.standard_error = std::sqrt(of_means.variance / n);
  result.floor_error = std::sqrt(std::max(0.0, result.between) / n);
  double squares = 0;
  for (const auto& item : items) {
    for (double value : item) squares += (value - total / attempts) * (value - total / attempts);
  }
  result.naive_error = std::sqrt(squares) / attempts;
  return result;
}

}  // namespace broch::stats
