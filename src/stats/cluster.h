// The cluster-robust standard error of a mean, which rates and paired differences share.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>

namespace broch::stats {

/// Standard errors below this are rounding, not variance.
constexpr double kNoVariance = 1e-12;

/// `standard_error` is CR1: sqrt(sum over clusters of squared residual sums) / n, times sqrt(C/(C-1)); 0 when
/// there is one cluster.
struct ClusteredMean {
  double value = 0;
  double standard_error = 0;
  int64_t n = 0;
  int64_t clusters = 0;
};

/// `values` and `clusters` have the same length.
ClusteredMean clustered_mean(std::span<const double> values, std::span<const int64_t> clusters);

/// Sum of values per cluster, less `centre` for each value.
std::unordered_map<int64_t, double> cluster_sums(std::span<const double> values,
                                                 std::span<const int64_t> clusters, double centre);

}  // namespace broch::stats
