// How many items a question needs, and what many questions at once cost.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "stats/stats.h"

namespace broch::stats {

double connor_pairs(double discordant, double difference, double alpha, double power) {
  const double delta = std::abs(difference);
  if (delta == 0) return std::numeric_limits<double>::infinity();
  // A difference cannot be larger than the share of pairs that differ.
  const double share = std::max(discordant, delta);
  const double root = normal_quantile(1 - alpha / 2) * std::sqrt(share) +
                      normal_quantile(power) * std::sqrt(std::max(0.0, share - delta * delta));
  return root * root / (delta * delta);
}

double minimum_detectable(double variance, int64_t n, double alpha, double power) {
  if (n <= 0) return 1;
  return (normal_quantile(1 - alpha / 2) + normal_quantile(power)) *
         std::sqrt(variance / static_cast<double>(n));
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<size_t> order(p.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size());
  double running = 0;
  for (size_t rank = 0; rank < order.size(); ++rank) {
    running = std::max(running, std::min(1.0, static_cast<double>(p.size() - rank) * p[order[rank]]));
    adjusted[order[rank]] = running;
  }
  return adjusted;
}

}  // namespace broch::stats
