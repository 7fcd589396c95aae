// Quantiles and tails of the distributions behind intervals and tests.
#pragma once

#include <cstdint>

namespace broch::stats {

/// Quantile of the standard normal distribution; 0 < p < 1.
double normal_quantile(double p);
/// P(Z > z).
double normal_upper_tail(double z);

/// Quantile of Student's t distribution; 0 < p < 1, df > 0.
double student_quantile(double p, double df);
/// P(T > t); df > 0.
double student_upper_tail(double t, double df);

/// Quantile of the beta distribution; 0 < p < 1, a > 0, b > 0.
double beta_quantile(double p, double a, double b);
/// Natural logarithm of the beta function; a > 0, b > 0.
double log_beta(double a, double b);

/// P(X <= k) and P(X = k) of n fair coins; 0 <= k <= n.
double fair_coins_at_most(int64_t k, int64_t n);
double fair_coins_exactly(int64_t k, int64_t n);

}  // namespace broch::stats
