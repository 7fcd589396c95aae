#include "stats/paired.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace broch::stats {

AdjustedDifference unanimous_difference(const ClusteredMean& difference) {
  const auto units = static_cast<double>(difference.clusters);
  return bonett_price_adjusted(units * std::max(0.0, difference.value),
                               units * std::max(0.0, -difference.value), units);
}

Estimate paired_difference(std::span<const double> first, std::span<const double> second,
                           std::span<const int64_t> clusters, double confidence) {
  std::vector<double> differences(first.size());
  for (size_t i = 0; i < first.size(); ++i) differences[i] = first[i] - second[i];
  const ClusteredMean mean = clustered_mean(differences, clusters);
  Estimate estimate{mean.value, mean.standard_error, {-1, 1}, mean.n, mean.clusters};
  if (mean.n == 0) return estimate;
  if (mean.standard_error < kNoVariance) {
    estimate.interval = unanimous_difference(mean).interval(confidence).clipped(-1, 1);
  } else {
    estimate.interval = t_interval(mean, confidence).clipped(-1, 1);
  }
  return estimate;
}

std::optional<PairingGain> pairing_gain(std::span<const double> first, std::span<const double> second) {
  const auto n = static_cast<double>(first.size());
  if (first.size() < 2) return std::nullopt;
  double mean_first = 0, mean_second = 0;
  for (size_t i = 0; i < first.size(); ++i) {
    mean_first += first[i] / n;
    mean_second += second[i] / n;
  }
  double squares_first = 0, squares_second = 0, products = 0;
  for (size_t i = 0; i < first.size(); ++i) {
    const double a = first[i] - mean_first, b = second[i] - mean_second;
    squares_first += a * a;
    squares_second += b * b;
    products += a * b;
  }
  if (squares_first < kNoVariance || squares_second < kNoVariance) return std::nullopt;
  return PairingGain{std::sqrt((squares_first + squares_second) / (n - 1) / n),
                     products / std::sqrt(squares_first * squares_second)};
}

}  // namespace broch::stats
