// Intervals of the difference of two rates: of two runs over the same items (paired) and of two samples.
//
//   stats::Interval i = stats::bonett_price(12, 3, 100);     // of .09: .0109 .. .1656
//
// For pairs, `b` counts items positive in the first run alone, `c` in the second alone, of n in all;
// b, c >= 0, b + c <= n; the difference is (b-c)/n. Confidence is two-sided. Without items: [-1,1].
#pragma once

#include "stats/estimate.h"

namespace broch::stats {

/// Bonett & Price (2012), clipped to [-1,1]: what paired differences are shown with. Has width when no pair
/// differs.
Interval bonett_price(int64_t b, int64_t c, int64_t n, double confidence = 0.95);

/// Its centre (b-c)/(n+2) and standard error, for counts that need not be whole; n >= 0.
struct AdjustedDifference {
  double value = 0;
  double standard_error = 0;

  /// value +- z standard_error, not clipped.
  Interval interval(double confidence) const;
};
AdjustedDifference bonett_price_adjusted(double b, double c, double n);

/// The textbook interval (b-c)/n +- z sqrt((b+c)/n - d^2)/sqrt(n), to check figures of others: no width when
/// no pair differs, may leave [-1,1].
Interval paired_wald(int64_t b, int64_t c, int64_t n, double confidence = 0.95);

/// Pairs by outcome in both runs; none negative.
struct PairedTable {
  int64_t both = 0;
  int64_t first_only = 0;
  int64_t second_only = 0;
  int64_t neither = 0;

  int64_t n() const { return both + first_only + second_only + neither; }
};

/// Square-and-add of two Wilson intervals with the correlation of the pairs, its continuity corrected
/// (Newcombe 1998, Statistics in Medicine 17:2635, method 10). A correlation that cannot be known, because
/// one run was all alike, is 0.
Interval newcombe_paired(const PairedTable& table, double confidence = 0.95);

/// Difference first - second of two independent samples, from their Wilson intervals (Newcombe 1998,
/// Statistics in Medicine 17:873, method 10). [-1,1] when either is empty.
Interval newcombe_independent(Count first, Count second, double confidence = 0.95);

}  // namespace broch::stats
