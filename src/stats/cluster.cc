#include "stats/cluster.h"

#include <cmath>

namespace broch::stats {

std::unordered_map<int64_t, double> cluster_sums(std::span<const double> values,
                                                 std::span<const int64_t> clusters, double centre) {
  std::unordered_map<int64_t, double> sums;
  for (size_t i = 0; i < values.size(); ++i) sums[clusters[i]] += values[i] - centre;
  return sums;
}

ClusteredMean clustered_mean(std::span<const double> values, std::span<const int64_t> clusters) {
  ClusteredMean mean;
  mean.n = static_cast<int64_t>(values.size());
  if (values.empty()) return mean;
  for (double value : values) mean.value += value;
  mean.value /= static_cast<double>(mean.n);

  const auto residuals = cluster_sums(values, clusters, mean.value);
  mean.clusters = static_cast<int64_t>(residuals.size());
  if (mean.clusters < 2) return mean;
  double squares = 0;
  for (const auto& [cluster, sum] : residuals) squares += sum * sum;
  const auto count = static_cast<double>(mean.clusters);
  mean.standard_error = std::sqrt(squares * count / (count - 1)) / static_cast<double>(mean.n);
  return mean;
}

}  // namespace broch::stats
