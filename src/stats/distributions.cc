#include "stats/distributions.h"

// Boost's distributions take seconds to parse: this is the one source that includes them.
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace broch::stats {

namespace {

using boost::math::beta_distribution;
using boost::math::binomial_distribution;
using boost::math::normal_distribution;
using boost::math::students_t_distribution;

}  // namespace

double normal_quantile(double p) { return quantile(normal_distribution<>(), p); }

double normal_upper_tail(double z) { return cdf(complement(normal_distribution<>(), z)); }

double student_quantile(double p, double df) { return quantile(students_t_distribution<>(df), p); }

double student_upper_tail(double t, double df) { return cdf(complement(students_t_distribution<>(df), t)); }

double beta_quantile(double p, double a, double b) { return quantile(beta_distribution<>(a, b), p); }

double log_beta(double a, double b) {
  // Not std::lgamma: it writes a global sign.
  return boost::math::lgamma(a) + boost::math::lgamma(b) - boost::math::lgamma(a + b);
}

double fair_coins_at_most(int64_t k, int64_t n) {
  return cdf(binomial_distribution<>(static_cast<double>(n), 0.5), static_cast<double>(k));
}

double fair_coins_exactly(int64_t k, int64_t n) {
  return pdf(binomial_distribution<>(static_cast<double>(n), 0.5), static_cast<double>(k));
}

}  // namespace broch::stats
