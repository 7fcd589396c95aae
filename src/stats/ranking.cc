#include "stats/ranking.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "stats/distributions.h"
#include "stats/moments.h"
#include "stats/rate.h"

namespace broch::stats {

namespace {

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> copy(values.begin(), values.end());
  std::sort(copy.begin(), copy.end());
  return copy;
}

/// Share of `others` (sorted) that each value beats, a tie counting half.
std::vector<double> beaten(std::span<const double> values, const std::vector<double>& others) {
  std::vector<double> shares;
  for (double value : values) {
    const auto [first, last] = std::equal_range(others.begin(), others.end(), value);
    const auto below = static_cast<double>(first - others.begin());
    shares.push_back((below + static_cast<double>(last - first) / 2) / static_cast<double>(others.size()));
  }
  return shares;
}

/// The variance of an area of `theta` from m positives and n negatives, with exponential scores (Hanley &
/// McNeil 1982), the mean of both sizes for each.
double exponential_variance(double theta, double m, double n) {
  const double others = (m + n) / 2 - 1;
  return theta * (1 - theta) / (m * n) * (1 + others * ((1 - theta) / (2 - theta) + theta / (1 + theta)));
}

/// The area in [from, to] that is z of its own standard errors away from the observed one; `from` is beyond
/// that distance, `to` is the observed area.
double limit(double from, double to, double z, double m, double n) {
  const double observed = to;
  for (int step = 0; step < 100; ++step) {
    const double middle = (from + to) / 2;
    const bool beyond = std::abs(observed - middle) > z * std::sqrt(exponential_variance(middle, m, n));
    (beyond ? from : to) = middle;
  }
  return (from + to) / 2;
}

}  // namespace

std::optional<Auc> auc(std::span<const double> positives, std::span<const double> negatives,
                       double confidence) {
  if (positives.empty() || negatives.empty()) return std::nullopt;
  const auto m = static_cast<double>(positives.size()), n = static_cast<double>(negatives.size());
  const Moments of_positives = moments_of(beaten(positives, sorted(negatives)));
  const Moments of_negatives = moments_of(beaten(negatives, sorted(positives)));
  Auc result;
  result.value = of_positives.mean;
  if (positives.size() > 1 && negatives.size() > 1) {
    result.standard_error = std::sqrt(of_positives.variance / m + of_negatives.variance / n);
  }
  const double z = normal_quantile(0.5 + confidence / 2);
  result.interval = {result.value <= 0 ? 0 : limit(0, result.value, z, m, n),
                     result.value >= 1 ? 1 : limit(1, result.value, z, m, n)};
  return result;
}

std::optional<OperatingPoint> recall_at_fpr(std::span<const double> positives,
                                            std::span<const double> negatives, double fpr,
                                            double confidence) {
  if (positives.empty() || negatives.empty()) return std::nullopt;
  std::vector<double> falling(negatives.begin(), negatives.end());
  std::sort(falling.begin(), falling.end(), std::greater<>());
  // A bound of 3 in 10 allows 3 of 10, whatever the rounding of .3 * 10.
  const auto allowed = static_cast<size_t>(fpr * static_cast<double>(falling.size()) + 1e-9);
  OperatingPoint point;
  point.threshold = allowed < falling.size() ? falling[allowed] : -std::numeric_limits<double>::infinity();
  const auto flagged = [&](std::span<const double> scores) {
    const auto hits =
        std::count_if(scores.begin(), scores.end(), [&](double s) { return s > point.threshold; });
    return Count{hits, static_cast<int64_t>(scores.size())};
  };
  point.recall = flagged(positives);
  point.false_alarms = flagged(negatives);
  point.recall_interval = wilson(point.recall.hits, point.recall.trials, confidence);
  return point;
}

}  // namespace broch::stats
