// The sign-flip test: are the paired differences of two runs centred on 0? If the runs are exchangeable, the
// sum of a cluster's differences is as likely with either sign (Fisher 1935; for clusters Cameron, Gelbach &
// Miller 2008).
#pragma once

#include <cstdint>
#include <span>

namespace broch::stats {

/// Two-sided p: the share of sign patterns of the cluster sums whose |sum| is at least the observed one.
/// Exact up to 20 clusters whose sum is not 0, then 9,999 random patterns from `seed` and p = (1 + hits) /
/// 10,000. Fewer than 6 such clusters give no p below .05; without any, 1. With single 0/1 differences it is
/// McNemar's exact test. `differences` and `clusters` have the same length.
double sign_flip(std::span<const double> differences, std::span<const int64_t> clusters, uint64_t seed);

}  // namespace broch::stats
