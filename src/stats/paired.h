// Two runs over the same items: the mean difference per item, clustered.
//
//   stats::Estimate d = stats::paired_difference(first, second, clusters);
//
// `first`, `second` and `clusters` have the same length: values in [0,1] of an item in both runs, and its
// cluster. For one 0/1 outcome per independent item see also stats/difference.h and stats/mcnemar.h.
#pragma once

#include <optional>

#include "stats/cluster.h"
#include "stats/difference.h"

namespace broch::stats {

/// Mean of first - second (Miller 2024) with CR1 errors and a t interval, clipped to [-1,1]. Where the
/// clusters show no spread (equal runs, one cluster), Bonett & Price's interval with the cluster as the unit.
/// [-1,1] without pairs.
Estimate paired_difference(std::span<const double> first, std::span<const double> second,
                           std::span<const int64_t> clusters, double confidence = 0.95);

/// Bonett & Price's (2012) centre and error of a mean difference whose clusters show no spread, with the
/// cluster as the unit.
AdjustedDifference unanimous_difference(const ClusteredMean& difference);

/// What pairing gains. `unpaired_error` would be the standard error of the difference if the runs had nothing
/// to do with each other; the paired one is smaller by their correlation (Pearson 1895): squared it is
/// a^2 + b^2 - 2 correlation a b (Miller 2024). Items count as independent.
struct PairingGain {
  double unpaired_error = 0;
  double correlation = 0;
};

/// Nothing with fewer than two items, or when a run is all alike.
std::optional<PairingGain> pairing_gain(std::span<const double> first, std::span<const double> second);

}  // namespace broch::stats
