// McNemar's test: did a 0/1 outcome change between two runs over the same independent items? Only pairs that
// differ count: `b` positive in the first run alone, `c` in the second alone; b, c >= 0.
//
//   double p = stats::mcnemar_exact(12, 3);              // .0352
//
// All p values are two-sided, and 1 when no pair differs. For items in clusters see stats/sign_flip.h.
#pragma once

#include <cstdint>

namespace broch::stats {

/// Exact binomial test (McNemar 1947). Fewer than 6 differing pairs give no p below .05.
double mcnemar_exact(int64_t b, int64_t c);

/// Mid-p: the exact p less the probability of the observed split; at b = c, 1 less half of it (Fagerland,
/// Lydersen & Laake 2013). Closer to its level than the exact test, not always below it.
double mcnemar_mid_p(int64_t b, int64_t c);

/// The chi-square with one degree of freedom and its p: (b-c)^2/(b+c) (McNemar 1947), or with Edwards' (1948)
/// continuity correction (|b-c| - 1)^2/(b+c), which is not 0 at b = c. For many differing pairs, and to check
/// figures of others; ours are tested exactly.
struct ChiSquare {
  double value = 0;
  double p = 1;
};
ChiSquare mcnemar_chi_square(int64_t b, int64_t c);
ChiSquare mcnemar_corrected(int64_t b, int64_t c);

}  // namespace broch::stats
