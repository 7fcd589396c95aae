// Planning: how many items decide a question, and what a number of items can show. Normal approximations,
// two-sided `alpha`, `power` the chance to find a difference that is there; 0 < alpha, power < 1. Items are
// independent: with clusters, multiply by the design effect (stats/cluster.h).
//
//   double n = stats::connor_pairs(.2, .05);                       // 625.5 pairs
//   double delta = stats::minimum_detectable(1.0 / 9, 198);        // .066
//
// Results are not rounded; round numbers of items up. A difference of 0 takes infinitely many.
#pragma once

#include <cstdint>

namespace broch::stats {

/// Two runs over the same items, with several attempts at each (Miller 2024). `between` is the variance of
/// the items' true differences; `within_*` the mean variance of attempts at one item, `attempts_*` their
/// number.
struct PairedDesign {
  double between = 0;
  double within_first = 0;
  double within_second = 0;
  double attempts_first = 1;
  double attempts_second = 1;

  /// Of the difference of one item: what more attempts cannot lower, and what they can.
  double variance() const {
    return between + within_first / attempts_first + within_second / attempts_second;
  }
};

/// Items that show a difference, by the variance of the difference of one item (Miller 2024).
double items_needed(double variance, double difference, double alpha = 0.05, double power = 0.8);

/// Smallest difference that n items show; 1 without items. For two samples of n each, the variance is the sum
/// of both: 2 p (1-p).
double minimum_detectable(double variance, int64_t n, double alpha = 0.05, double power = 0.8);

/// Chance that n items show the difference; the wrong direction does not count. 0 without items, alpha/2 for
/// a difference of 0; variance > 0.
double power_of(double variance, int64_t n, double difference, double alpha = 0.05);

/// Pairs that show a paired difference of rates by McNemar's test (Connor 1987): `discordant` is the share of
/// pairs that differ, raised to |difference| where it is smaller, which it cannot be.
double connor_pairs(double discordant, double difference, double alpha = 0.05, double power = 0.8);

/// Items per sample that show a difference of two independent rates, the variance pooled under the hypothesis
/// of none (Fleiss 1981, without continuity correction).
double two_sample_items(double first, double second, double alpha = 0.05, double power = 0.8);

/// Cohen's (1988) effect size h of two rates: 2 asin sqrt(p1) - 2 asin sqrt(p2), between -pi and pi.
double cohen_h(double first, double second);

}  // namespace broch::stats
