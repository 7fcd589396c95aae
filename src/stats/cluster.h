// Means and rates of items that fall into clusters: near-duplicates of one template, document or behaviour
// are alike, and count for less than as many independent items.
//
//   stats::Estimate rate = stats::clustered_rate(outcomes, clusters);
//
// `values` and `clusters` have the same length: the value of an item and the number of its cluster, any
// numbers in any order.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/estimate.h"

namespace broch::stats {

/// Standard errors below this are rounding, not variance.
constexpr double kNoVariance = 1e-12;

/// `standard_error` is CR1: `uncorrected` times sqrt(C/(C-1)), for few clusters. `uncorrected` is the
/// cluster-robust error, sqrt(sum over clusters of squared residual sums) / n (Liang & Zeger 1986; Miller
/// 2024). `independent` is the error if items were independent, with n-1. Both clustered errors are 0 when
/// there is one cluster: nothing is known of the spread between clusters.
struct ClusteredMean {
  double value = 0;
  double standard_error = 0;
  double uncorrected = 0;
  double independent = 0;
  int64_t n = 0;
  int64_t clusters = 0;
};

/// All zero without values.
ClusteredMean clustered_mean(std::span<const double> values, std::span<const int64_t> clusters);

/// value +- t(C-1) CR1, not clipped to the range of the values. Without spread between clusters it has no
/// width: clustered_rate and paired_difference see to that.
Interval t_interval(const ClusteredMean& mean, double confidence = 0.95);

/// Two-sided p of the mean being 0, by t(C-1) (Student 1908; Miller 2024). Clusters without spread give what
/// their signs alone show: 2/2^C, or 1 when the mean is 0.
double t_test(const ClusteredMean& mean);

/// Sum of values per cluster, less `centre` for each value, in the order of the clusters' numbers.
std::vector<double> cluster_sums(std::span<const double> values, std::span<const int64_t> clusters,
                                 double centre);

/// Rate of outcomes in [0,1] (0, 1, or means over repeats) with its CR1 error and Wilson's interval for as
/// many independent items as the clusters are worth: value (1-value) / error^2, brought down by (z/t(C-1))^2
/// for few clusters (Korn & Graubard 1998; with Wilson's interval Franco, Little, Louis & Slud 2019), at most
/// n. It stays in [0,1] and covers where the clipped t interval does not: at a rate of .05 in 20 clusters
/// with a correlation of .2, 97 % against 81 %. With every item its own cluster it is Wilson's interval;
/// where the clusters show no spread (all alike, one cluster), Wilson's with the cluster as the unit: such
/// data say nothing about how alike items of one cluster are. Fewer than five clusters with events, or with
/// anything else, are too few: at .05 in 30 clusters with a correlation of .7 it covers 85 %. [0,1] without
/// values.
Estimate clustered_rate(std::span<const double> values, std::span<const int64_t> clusters,
                        double confidence = 0.95);

/// How alike items of a cluster are. `icc` is the intraclass correlation by analysis of variance, from the
/// mean squares between and within clusters (Fisher 1925; for unequal clusters Donner & Koval 1980), between
/// -1/(size-1) and 1. `design_effect` is 1 + (size-1) icc (Kish 1965), with the size an item sees on average
/// (Kerry & Bland 2001); `effective_n` is n over it. A negative icc makes it smaller than 1, the least one 0.
struct Intraclass {
  double between = 0;
  double within = 0;
  double icc = 0;
  double design_effect = 1;
  double effective_n = 0;
};

/// Nothing with fewer than two clusters, with every item its own cluster, or when all values are equal.
std::optional<Intraclass> intraclass(std::span<const double> values, std::span<const int64_t> clusters);

}  // namespace broch::stats
