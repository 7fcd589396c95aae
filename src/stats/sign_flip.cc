#include "stats/sign_flip.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/hash.h"
#include "stats/cluster.h"

namespace broch::stats {

namespace {

constexpr size_t kExactClusters = 20;
constexpr int kFlips = 9'999;

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

constexpr size_t kGroup = 4;  // sums that are flipped by one lookup; they divide the 64 bits of one draw
using Signed = std::array<double, size_t{1} << kGroup>;

/// For each group of sums what they add up to under each pattern of signs; a set bit is a plus.
std::vector<Signed> signed_groups(const std::vector<double>& sums) {
  std::vector<Signed> groups((sums.size() + kGroup - 1) / kGroup, Signed{});
  for (size_t i = 0; i < sums.size(); ++i) {
    Signed& group = groups[i / kGroup];
    for (size_t pattern = 0; pattern < group.size(); ++pattern)
      group[pattern] += (pattern >> (i % kGroup) & 1) == 1 ? sums[i] : -sums[i];
  }
  return groups;
}

double sampled_share(const std::vector<double>& sums, double observed, uint64_t seed) {
  constexpr size_t kDrawn = 64 / kGroup;  // groups of one draw
  const std::vector<Signed> groups = signed_groups(sums);
  Random random(seed);
  int hits = 0;
  for (int flip = 0; flip < kFlips; ++flip) {
    double even = 0, odd = 0;  // two, so that one addition need not wait for the other
    for (size_t at = 0; at < groups.size(); at += kDrawn) {
      uint64_t bits = random();
      const size_t end = std::min(groups.size(), at + kDrawn);
      for (size_t i = at; i < end; ++i, bits >>= kGroup)
        (i % 2 == 0 ? even : odd) += groups[i][bits % groups[i].size()];
    }
    if (std::abs(even + odd) >= observed) ++hits;
  }
  return (1.0 + hits) / (1.0 + kFlips);
}

}  // namespace

double sign_flip(std::span<const double> differences, std::span<const int64_t> clusters, uint64_t seed) {
  std::vector<double> sums;
  double total = 0, scale = 0;
  for (const double sum : cluster_sums(differences, clusters, 0)) {
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

}  // namespace broch::stats
