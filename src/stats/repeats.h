// Several attempts at one item: what more attempts can tell, and what an attacker or a user gets out of k of
// them.
//
//   double once = stats::pass_at_k(10, 3, 5);            // .9167: one of five works
//   double always = stats::pass_all_k(10, 8, 5);         // .2222: all five work
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace broch::stats {

/// Chance that at least one of k attempts succeeds, from c successes of n: 1 - C(n-c,k)/C(n,k) (Chen et al.
/// 2021), without bias where 1 - (1-c/n)^k has one. In [0,1]; nothing unless 0 <= c <= n and 1 <= k <= n:
/// fewer attempts cannot tell.
std::optional<double> pass_at_k(int64_t n, int64_t c, int64_t k);

/// Chance that all k attempts succeed, C(c,k)/C(n,k) (pass^k: Yao et al. 2024), under the same conditions.
std::optional<double> pass_all_k(int64_t n, int64_t c, int64_t k);

/// The mean of items, each the mean of its attempts (Miller 2024). `within` is the mean variance of attempts
/// at one item, `between_means` that of the item means, `between` what is left of it for the items' true
/// means, by the method of moments: it may come out negative. `standard_error` is that of the item means;
/// `naive_error` takes each attempt for an item and is too small; `floor_error` is what no number of attempts
/// can go below.
struct RepeatedMean {
  double value = 0;
  double standard_error = 0;
  double naive_error = 0;
  double floor_error = 0;
  double within = 0;
  double between_means = 0;
  double between = 0;
};

/// Each item lists the values of its attempts. Nothing with fewer than two items, or an item with fewer than
/// two attempts: its noise is not known.
std::optional<RepeatedMean> repeated_mean(std::span<const std::vector<double>> items);

}  // namespace broch::stats
