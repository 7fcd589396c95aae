// Estimators and tests for rates and paired comparisons.
//
//   stats::Interval i = stats::wilson(17, 20);          // .6396 .. .9476
//   double p = stats::mcnemar_exact(12, 3);             // .0352
//
// Confidence is 95 % where no level is given. Sources are named at each function.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace broch::stats {

struct Interval {
  double low = 0;
  double high = 1;
};

/// Wilson (1927) score interval for k of n; [0,1] when n is 0.
Interval wilson(int64_t k, int64_t n, double confidence = 0.95);

/// Exact (Clopper & Pearson 1934) interval for k of n; [0,1] when n is 0.
Interval clopper_pearson(int64_t k, int64_t n, double confidence = 0.95);

/// Quantile of the standard normal and of Student's t distribution; 0 < p < 1, df > 0.
double normal_quantile(double p);
double student_quantile(double p, double df);

/// Exact two-sided McNemar test on the discordant pairs: `b` only the first positive, `c` only the second.
double mcnemar_exact(int64_t b, int64_t c);

/// Bonett & Price (2012) interval of the difference of paired proportions, (b-c)/n.
Interval bonett_price(int64_t b, int64_t c, int64_t n, double confidence = 0.95);

struct Estimate {
  double value = 0;
  double standard_error = 0;
  Interval interval;
  int64_t n = 0;
  int64_t clusters = 0;
};

/// Rate of 0/1 outcomes whose items fall into clusters: CR1 standard error (Miller 2024, with C/(C-1)), t
/// interval with C-1 degrees of freedom, clipped to [0,1]. With every item its own cluster, Wilson's
/// interval; where the clusters show no variance, Wilson's interval with the cluster as the unit: such data
/// say nothing about how alike items of one cluster are. Values between 0 and 1 (means over repeats) are
/// allowed.
Estimate clustered_rate(std::span<const double> values, std::span<const int64_t> clusters,
                        double confidence = 0.95);

/// Mean of first - second over pairs (Miller 2024), clustered as above; interval in [-1,1]. Where the
/// clusters show no variance, Bonett & Price's interval with the cluster as the unit.
Estimate paired_difference(std::span<const double> first, std::span<const double> second,
                           std::span<const int64_t> clusters, double confidence = 0.95);

/// Two-sided sign-flip test over cluster sums of differences: exact to 20 clusters whose sum is not 0, then
/// 9,999 random flips from `seed` and p = (1 + hits) / 10,000.
double sign_flip(std::span<const double> differences, std::span<const int64_t> clusters, uint64_t seed);

/// Non-inferiority of a paired loss (positive: the new run is worse), clustered as above: the one-sided upper
/// limit of its mean, by the normal quantile for singletons and Student's t with C-1 degrees of freedom for
/// clusters. The loss is shown to be smaller than a margin when the limit is below it. 1 when there is
/// nothing to go by.
double loss_upper_limit(std::span<const double> losses, std::span<const int64_t> clusters,
                        double alpha = 0.05);

/// Pairs needed to decide a paired difference (Connor 1987): `discordant` share, `difference`, two-sided
/// `alpha`. Infinity when the difference is 0.
double connor_pairs(double discordant, double difference, double alpha = 0.05, double power = 0.8);

/// Smallest difference that n pairs show (normal approximation, Miller 2024): `variance` of the pair
/// differences.
double minimum_detectable(double variance, int64_t n, double alpha = 0.05, double power = 0.8);

/// Holm (1979) adjusted p values, in the order given.
std::vector<double> holm(std::span<const double> p);

}  // namespace broch::stats
