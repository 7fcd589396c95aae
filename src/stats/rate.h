// One rate of independent items: k of n, 0 <= k <= n.
//
//   stats::Interval i = stats::wilson(17, 20);           // .6396 .. .9476
//   double most = stats::zero_events_upper(750);         // .0040: what "none of 750" may hide
//
// For items in clusters see stats/cluster.h. Confidence is two-sided, 0 < confidence < 1. Where nothing was
// tried (n = 0) an interval is [0,1].
#pragma once

#include "stats/estimate.h"

namespace broch::stats {

/// Wilson (1927) score interval: what rates are shown with. Its lower end is 0 at k = 0, its upper end 1 at
/// k = n, and it never leaves [0,1]. Covers 95 % on average over rates, less than 93 % near 0 and 1 for some
/// n.
Interval wilson(int64_t k, int64_t n, double confidence = 0.95);

/// The same for a share in [0,1] whose count need not be whole: means over repeats are successes too.
Interval wilson_share(double share, double n, double confidence = 0.95);

/// Exact interval (Clopper & Pearson 1934): covers at least `confidence` at every rate; 0 at k = 0, 1 at k =
/// n.
Interval clopper_pearson(int64_t k, int64_t n, double confidence = 0.95);

/// Equal tails of the posterior under Jeffreys' prior Beta(1/2, 1/2) (Brown, Cai & DasGupta 2001); 0 at k =
/// 0, 1 at k = n.
Interval jeffreys(int64_t k, int64_t n, double confidence = 0.95);

/// Equal tails of the posterior under the uniform prior Beta(1, 1) (Bayes 1763). Excludes the observed rate
/// at k = 0 and k = n; at n = 0 the tails of the prior.
Interval uniform_credible(int64_t k, int64_t n, double confidence = 0.95);

/// Agresti & Coull (1998): z^2/2 successes and z^2 trials more. May leave [0,1]: clip it for display.
Interval agresti_coull(int64_t k, int64_t n, double confidence = 0.95);

/// The textbook interval p +- z sqrt(p(1-p)/n) (Laplace 1812), to check figures of others: it has no width at
/// k = 0 and k = n, leaves [0,1] and covers too rarely. No rate of ours is shown with it.
Interval wald(int64_t k, int64_t n, double confidence = 0.95);

/// One-sided exact upper limit of a rate of which nothing was seen in n trials: 1 - alpha^(1/n) (Clopper &
/// Pearson 1934; about 3/n, Hanley & Lippman-Hand 1983); 1 at n = 0.
double zero_events_upper(int64_t n, double alpha = 0.05);

}  // namespace broch::stats
