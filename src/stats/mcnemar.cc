#include "stats/mcnemar.h"

#include <algorithm>
#include <cmath>

#include "stats/distributions.h"

namespace broch::stats {

namespace {

/// One degree of freedom: the square of a standard normal variable.
ChiSquare of_root(double root) { return {root * root, 2 * normal_upper_tail(root)}; }

}  // namespace

double mcnemar_exact(int64_t b, int64_t c) {
  const int64_t n = b + c;
  if (n == 0) return 1;
  return std::min(1.0, 2 * fair_coins_at_most(std::min(b, c), n));
}

double mcnemar_mid_p(int64_t b, int64_t c) {
  const int64_t n = b + c;
  if (n == 0) return 1;
  const double observed = fair_coins_exactly(b, n);
  return b == c ? 1 - observed / 2 : mcnemar_exact(b, c) - observed;
}

ChiSquare mcnemar_chi_square(int64_t b, int64_t c) {
  if (b + c == 0) return {};
  return of_root(std::abs(static_cast<double>(b - c)) / std::sqrt(static_cast<double>(b + c)));
}

ChiSquare mcnemar_corrected(int64_t b, int64_t c) {
  if (b + c == 0) return {};
  const double distance = std::abs(std::abs(static_cast<double>(b - c)) - 1);
  return of_root(distance / std::sqrt(static_cast<double>(b + c)));
}

}  // namespace broch::stats
