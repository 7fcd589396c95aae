#include "stats/cluster.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "stats/distributions.h"
#include "stats/moments.h"
#include "stats/rate.h"

namespace broch::stats {

std::vector<double> cluster_sums(std::span<const double> values, std::span<const int64_t> clusters,
                                 double centre) {
  std::vector<double> sums;
  if (values.empty()) return sums;
  const auto [low, high] = std::minmax_element(clusters.begin(), clusters.end());
  const auto range = static_cast<uint64_t>(*high - *low);
  if (range < 8 * values.size()) {  // numbered densely, as mostly
    std::vector<std::pair<double, bool>> slots(range + 1);
    for (size_t i = 0; i < values.size(); ++i) {
      auto& [sum, used] = slots[static_cast<size_t>(clusters[i] - *low)];
      sum += values[i] - centre;
      used = true;
    }
    for (const auto& [sum, used] : slots) {
      if (used) sums.push_back(sum);
    }
    return sums;
  }
  std::map<int64_t, double> by_cluster;
  for (size_t i = 0; i < values.size(); ++i) by_cluster[clusters[i]] += values[i] - centre;
  for (const auto& [cluster, sum] : by_cluster) sums.push_back(sum);
  return sums;
}

ClusteredMean clustered_mean(std::span<const double> values, std::span<const int64_t> clusters) {
  ClusteredMean mean;
  mean.n = static_cast<int64_t>(values.size());
  if (values.empty()) return mean;
  const auto n = static_cast<double>(mean.n);
  const Moments moments = moments_of(values);
  mean.value = moments.mean;
  mean.independent = std::sqrt(moments.variance / n);

  const auto residuals = cluster_sums(values, clusters, mean.value);
  mean.clusters = static_cast<int64_t>(residuals.size());
  if (mean.clusters < 2) return mean;
  double squares = 0;
  for (const double sum : residuals) squares += sum * sum;
  const auto count = static_cast<double>(mean.clusters);
  mean.uncorrected = std::sqrt(squares) / n;
  mean.standard_error = mean.uncorrected * std::sqrt(count / (count - 1));
  return mean;
}

Interval t_interval(const ClusteredMean& mean, double confidence) {
  if (mean.clusters < 2) return {mean.value, mean.value};
  const double half =
      mean.standard_error * student_quantile(0.5 + confidence / 2, static_cast<double>(mean.clusters - 1));
  return {mean.value - half, mean.value + half};
}

double t_test(const ClusteredMean& mean) {
  if (std::abs(mean.value) < kNoVariance) return 1;
  const auto clusters = static_cast<double>(mean.clusters);
  if (mean.standard_error < kNoVariance) return std::min(1.0, 2 * std::exp2(-clusters));
  return 2 * student_upper_tail(std::abs(mean.value) / mean.standard_error, clusters - 1);
}

namespace {

/// How many independent items would give an interval as wide as these clusters do, with Student's quantile
/// for the normal one.
double independent_items(const ClusteredMean& mean, double confidence) {
  const auto n = static_cast<double>(mean.n), clusters = static_cast<double>(mean.clusters);
  if (mean.clusters == mean.n) return n;
  if (mean.standard_error < kNoVariance) return clusters;
  const double p = 0.5 + confidence / 2;
  const double ratio = normal_quantile(p) / student_quantile(p, clusters - 1) / mean.standard_error;
  return std::min(n, mean.value * (1 - mean.value) * ratio * ratio);
}

}  // namespace

Estimate clustered_rate(std::span<const double> values, std::span<const int64_t> clusters,
                        double confidence) {
  const ClusteredMean mean = clustered_mean(values, clusters);
  Estimate estimate{mean.value, mean.standard_error, {0, 1}, mean.n, mean.clusters};
  if (mean.n == 0) return estimate;
  estimate.interval = wilson_share(mean.value, independent_items(mean, confidence), confidence);
  return estimate;
}

std::optional<Intraclass> intraclass(std::span<const double> values, std::span<const int64_t> clusters) {
  struct Group {
    double n = 0, sum = 0;
  };
  std::unordered_map<int64_t, Group> groups;
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    Group& group = groups[clusters[i]];
    group.n += 1;
    group.sum += values[i];
    mean += values[i] / n;
  }
  const auto count = static_cast<double>(groups.size());
  if (groups.size() < 2 || groups.size() == values.size()) return std::nullopt;

  double between = 0, within = 0, squared_sizes = 0;
  for (const auto& [cluster, group] : groups) {
    const double deviation = group.sum / group.n - mean;
    between += group.n * deviation * deviation;
    squared_sizes += group.n * group.n;
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const Group& group = groups[clusters[i]];
    const double deviation = values[i] - group.sum / group.n;
    within += deviation * deviation;
  }
  if (between + within < kNoVariance) return std::nullopt;
  Intraclass result;
  result.between = between / (count - 1);
  result.within = within / (n - count);
  const double size = (n - squared_sizes / n) / (count - 1);
  result.icc = (result.between - result.within) / (result.between + (size - 1) * result.within);
  result.design_effect = 1 + (squared_sizes / n - 1) * result.icc;
  result.effective_n = n / result.design_effect;
  return result;
}

}  // namespace broch::stats
