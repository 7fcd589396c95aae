#include "stats/equivalence.h"

#include <algorithm>
#include <cmath>

#include "stats/distributions.h"
#include "stats/judge.h"
#include "stats/paired.h"

namespace broch::stats {

Tost tost(const ClusteredMean& difference, double margin) {
  if (difference.n == 0) return {};
  const auto clusters = static_cast<double>(difference.clusters);
  Tost result;
  if (difference.standard_error < kNoVariance) {
    const AdjustedDifference adjusted = unanimous_difference(difference);
    result.p_below = normal_upper_tail((adjusted.value + margin) / adjusted.standard_error);
    result.p_above = normal_upper_tail((margin - adjusted.value) / adjusted.standard_error);
  } else {
    const double error = difference.standard_error;
    result.p_below = student_upper_tail((difference.value + margin) / error, clusters - 1);
    result.p_above = student_upper_tail((margin - difference.value) / error, clusters - 1);
  }
  result.p = std::max(result.p_below, result.p_above);
  return result;
}

Tost tost(const Share& first, const Share& second, double margin) {
  if (first.n <= 0 || second.n <= 0) return {};
  const double difference = first.value - second.value;
  const double error = std::sqrt(variance_of(first) + variance_of(second));
  const double below = normal_upper_tail((difference + margin) / error);
  const double above = normal_upper_tail((margin - difference) / error);
  return {below, above, std::max(below, above)};
}

NonInferiority non_inferiority(int64_t b, int64_t c, int64_t n, double margin, double alpha) {
  NonInferiority result;
  if (n <= 0) return result;
  const auto items = static_cast<double>(n);
  result.loss = static_cast<double>(b - c) / items;
  const double variance = static_cast<double>(b + c) / items - result.loss * result.loss;
  result.standard_error = std::sqrt(std::max(0.0, variance) / items);
  double centre = result.loss;
  if (result.standard_error < kNoVariance) {
    const AdjustedDifference adjusted =
        bonett_price_adjusted(static_cast<double>(b), static_cast<double>(c), items);
    centre = adjusted.value;
    result.standard_error = adjusted.standard_error;
  }
  result.upper = centre + normal_quantile(1 - alpha) * result.standard_error;
  result.z = (margin - centre) / result.standard_error;
  result.p = normal_upper_tail(result.z);
  result.shown = result.upper < margin;
  return result;
}

double loss_upper_limit(std::span<const double> losses, std::span<const int64_t> clusters, double alpha) {
  const ClusteredMean loss = clustered_mean(losses, clusters);
  if (loss.n == 0) return 1;
  if (loss.standard_error < kNoVariance)
    return std::min(1.0, unanimous_difference(loss).interval(1 - 2 * alpha).high);
  const double quantile = loss.clusters == loss.n
                              ? normal_quantile(1 - alpha)
                              : student_quantile(1 - alpha, static_cast<double>(loss.clusters - 1));
  return loss.value + quantile * loss.standard_error;
}

}  // namespace broch::stats
