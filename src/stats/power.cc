#include "stats/power.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/distributions.h"

namespace broch::stats {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

double items_needed(double variance, double difference, double alpha, double power) {
  if (difference == 0) return kInfinity;
  const double z = normal_quantile(1 - alpha / 2) + normal_quantile(power);
  return z * z * variance / (difference * difference);
}

double minimum_detectable(double variance, int64_t n, double alpha, double power) {
  if (n <= 0) return 1;
  return (normal_quantile(1 - alpha / 2) + normal_quantile(power)) *
         std::sqrt(variance / static_cast<double>(n));
}

double power_of(double variance, int64_t n, double difference, double alpha) {
  if (n <= 0) return 0;
  const double error = std::sqrt(variance / static_cast<double>(n));
  return normal_upper_tail(normal_quantile(1 - alpha / 2) - std::abs(difference) / error);
}

double connor_pairs(double discordant, double difference, double alpha, double power) {
  const double delta = std::abs(difference);
  if (delta == 0) return kInfinity;
  // A difference cannot be larger than the share of pairs that differ.
  const double share = std::max(discordant, delta);
  const double root = normal_quantile(1 - alpha / 2) * std::sqrt(share) +
                      normal_quantile(power) * std::sqrt(std::max(0.0, share - delta * delta));
  return root * root / (delta * delta);
}

double two_sample_items(double first, double second, double alpha, double power) {
  if (first == second) return kInfinity;
  const double pooled = (first + second) / 2;
  const double root = normal_quantile(1 - alpha / 2) * std::sqrt(2 * pooled * (1 - pooled)) +
                      normal_quantile(power) * std::sqrt(first * (1 - first) + second * (1 - second));
  return root * root / ((first - second) * (first - second));
}

double cohen_h(double first, double second) {
  return 2 * std::asin(std::sqrt(first)) - 2 * std::asin(std::sqrt(second));
}

}  // namespace broch::stats
