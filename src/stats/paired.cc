// Two runs over the same items: differences, their intervals and tests.
#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

#include "core/hash.h"
#include "stats/cluster.h"
#include "stats/stats.h"

namespace broch::stats {

namespace {

constexpr size_t kExactClusters = 20;
constexpr int kFlips = 9'999;

Interval bonett_price_counts(double b, double c, double n, double confidence) {
  const double p12 = (b + 1) / (n + 2), p21 = (c + 1) / (n + 2);
  const double difference = p12 - p21;
  const double z = normal_quantile(0.5 + confidence / 2);
  const double half = z * std::sqrt((p12 + p21 - difference * difference) / (n + 2));
  return {std::max(-1.0, difference - half), std::min(1.0, difference + half)};
}

/// All clusters agree: Bonett & Price with the cluster as the unit.
Interval no_variance_interval(const ClusteredMean& mean, double confidence) {
  const auto units = static_cast<double>(mean.clusters);
  return bonett_price_counts(units * std::max(0.0, mean.value), units * std::max(0.0, -mean.value), units,
                             confidence);
}

/// Share of the 2^n sign patterns whose |sum| reaches the observed one; a Gray code changes one sign at a
/// time.
double exact_share(std::vector<double> sums, double observed) {
  double total = 0;
  for (double sum : sums) total += sum;
  const uint64_t patterns = uint64_t{1} << sums.size();
  uint64_t hits = 0;
  for (uint64_t pattern = 0;; ++pattern) {
    if (std::abs(total) >= observed) ++hits;
    if (pattern + 1 == patterns) break;
    const int flipped = __builtin_ctzll(pattern + 1);
    total -= 2 * sums[static_cast<size_t>(flipped)];
    sums[static_cast<size_t>(flipped)] = -sums[static_cast<size_t>(flipped)];
  }
  return static_cast<double>(hits) / static_cast<double>(patterns);
}

double sampled_share(const std::vector<double>& sums, double observed, uint64_t seed) {
  Random random(seed);
  int hits = 0;
  for (int flip = 0; flip < kFlips; ++flip) {
    double total = 0;
    uint64_t bits = 0;
    for (size_t i = 0; i < sums.size(); ++i, bits >>= 1) {
      if (i % 64 == 0) bits = random();
      total += (bits & 1) != 0 ? sums[i] : -sums[i];
    }
    if (std::abs(total) >= observed) ++hits;
  }
  return (1.0 + hits) / (1.0 + kFlips);
}

}  // namespace

double mcnemar_exact(int64_t b, int64_t c) {
  const int64_t n = b + c;
  if (n == 0) return 1;
  const boost::math::binomial_distribution<> half(static_cast<double>(n), 0.5);
  return std::min(1.0, 2 * boost::math::cdf(half, static_cast<double>(std::min(b, c))));
}

Interval bonett_price(int64_t b, int64_t c, int64_t n, double confidence) {
  if (n <= 0) return {-1, 1};
  return bonett_price_counts(static_cast<double>(b), static_cast<double>(c), static_cast<double>(n),
                             confidence);
}

Estimate paired_difference(std::span<const double> first, std::span<const double> second,
                           std::span<const int64_t> clusters, double confidence) {
  std::vector<double> differences(first.size());
  for (size_t i = 0; i < first.size(); ++i) differences[i] = first[i] - second[i];
  const ClusteredMean mean = clustered_mean(differences, clusters);
  Estimate estimate{mean.value, mean.standard_error, {-1, 1}, mean.n, mean.clusters};
  if (mean.n == 0) return estimate;
  if (mean.standard_error < kNoVariance) {
    estimate.interval = no_variance_interval(mean, confidence);
    return estimate;
  }
  const double t = student_quantile(0.5 + confidence / 2, static_cast<double>(mean.clusters - 1));
  estimate.interval = {std::max(-1.0, mean.value - t * mean.standard_error),
                       std::min(1.0, mean.value + t * mean.standard_error)};
  return estimate;
}

double sign_flip(std::span<const double> differences, std::span<const int64_t> clusters, uint64_t seed) {
  // In order of cluster: the result must not depend on the order of a hash table.
  std::vector<std::pair<int64_t, double>> ordered;
  for (const auto& entry : cluster_sums(differences, clusters, 0)) ordered.push_back(entry);
  std::sort(ordered.begin(), ordered.end());

  std::vector<double> sums;
  double total = 0, scale = 0;
  for (const auto& [cluster, sum] : ordered) {
    if (std::abs(sum) < kNoVariance) continue;
    sums.push_back(sum);
    total += sum;
    scale += std::abs(sum);
  }
  if (sums.empty()) return 1;
  // Ties with the observed sum count, whatever the order of addition did to their last bits.
  const double observed = std::abs(total) - 1e-9 * scale;
  return sums.size() <= kExactClusters ? exact_share(std::move(sums), observed)
                                       : sampled_share(sums, observed, seed);
}

double loss_upper_limit(std::span<const double> losses, std::span<const int64_t> clusters, double alpha) {
  const ClusteredMean loss = clustered_mean(losses, clusters);
  if (loss.n == 0) return 1;
  if (loss.standard_error < kNoVariance) return no_variance_interval(loss, 1 - 2 * alpha).high;
  const double quantile = loss.clusters == loss.n
                              ? normal_quantile(1 - alpha)
                              : student_quantile(1 - alpha, static_cast<double>(loss.clusters - 1));
  return loss.value + quantile * loss.standard_error;
}

}  // namespace broch::stats
