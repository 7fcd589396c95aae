// Showing that a change is small: equivalence (neither better nor worse by a margin) and non-inferiority (not
// worse by a margin). A large p in a test for a difference shows neither. Margins are positive, in the unit
// of the difference: .05 is five points.
//
//   stats::NonInferiority n = stats::non_inferiority(9, 6, 300, .03);     // p .0605: not shown
#pragma once

#include "stats/cluster.h"

namespace broch::stats {

/// Two one-sided tests (Schuirmann 1987), by t(C-1): `p_below` against a difference of -margin or less,
/// `p_above` against +margin or more. Equivalence is shown at level alpha when p <= alpha, which is when
/// the interval of confidence 1 - 2 alpha lies within the margins. Where the clusters show no spread, Bonett
/// & Price's centre and error with the cluster as the unit, by the normal distribution. All 1 without values.
struct Tost {
  double p_below = 1;
  double p_above = 1;
  double p = 1;  ///< the larger of both
};
Tost tost(const ClusteredMean& difference, double margin);
/// The same for the difference of two independent shares, by the normal distribution; all 1 where one of them
/// has no trials.
Tost tost(const Share& first, const Share& second, double margin);

/// Usefulness may fall by less than a margin: `b` items right before and wrong now, `c` the reverse, of n
/// independent ones. `loss` is (b-c)/n, `upper` its one-sided limit loss + z(1-alpha) error, p that of a loss
/// of the margin or more (Wald; Blackwelder 1982). `shown` is p < alpha, which is upper < margin; otherwise
/// the matter is open, not lost. Where the pairs show no spread (b + c = 0, or all lost), Bonett & Price's
/// centre and error. p and upper are 1 without items.
struct NonInferiority {
  double loss = 0;
  double standard_error = 0;
  double upper = 1;
  double z = 0;
  double p = 1;
  bool shown = false;
};
NonInferiority non_inferiority(int64_t b, int64_t c, int64_t n, double margin, double alpha = 0.05);

/// The same for losses per item in clusters (positive: the new run is worse): the one-sided upper limit of
/// their mean, by the normal quantile for items of their own and t(C-1) for clusters. The loss is shown to be
/// smaller than a margin when the limit is below it. 1 when there is nothing to go by.
double loss_upper_limit(std::span<const double> losses, std::span<const int64_t> clusters,
                        double alpha = 0.05);

}  // namespace broch::stats
