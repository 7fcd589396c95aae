#include "stats/difference.h"

#include <algorithm>
#include <cmath>

#include "stats/distributions.h"
#include "stats/rate.h"

namespace broch::stats {

namespace {

/// Square-and-add: p1 - p2 from the intervals of both and the correlation of their errors.
Interval square_and_add(Count first, Count second, double correlation, double confidence) {
  const Interval one = wilson(first.hits, first.trials, confidence),
                 two = wilson(second.hits, second.trials, confidence);
  const double p1 = first.share(), p2 = second.share();
  const auto reach = [&](double a, double b) {
    return std::sqrt(std::max(0.0, a * a + b * b - 2 * correlation * a * b));
  };
  return {p1 - p2 - reach(p1 - one.low, two.high - p2), p1 - p2 + reach(one.high - p1, p2 - two.low)};
}

double corrected_correlation(const PairedTable& t) {
  const auto a = static_cast<double>(t.both), b = static_cast<double>(t.first_only),
             c = static_cast<double>(t.second_only), d = static_cast<double>(t.neither);
  const double margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (margins == 0) return 0;
  double covariance = a * d - b * c;
  if (covariance > 0) covariance = std::max(0.0, covariance - (a + b + c + d) / 2);
  return covariance / std::sqrt(margins);
}

}  // namespace

Interval AdjustedDifference::interval(double confidence) const {
  const double half = normal_quantile(0.5 + confidence / 2) * standard_error;
  return {value - half, value + half};
}

AdjustedDifference bonett_price_adjusted(double b, double c, double n) {
  const double p12 = (b + 1) / (n + 2), p21 = (c + 1) / (n + 2);
  const double difference = p12 - p21;
  return {difference, std::sqrt((p12 + p21 - difference * difference) / (n + 2))};
}

Interval bonett_price(int64_t b, int64_t c, int64_t n, double confidence) {
  if (n <= 0) return {-1, 1};
  return bonett_price_adjusted(static_cast<double>(b), static_cast<double>(c), static_cast<double>(n))
      .interval(confidence)
      .clipped(-1, 1);
}

Interval paired_wald(int64_t b, int64_t c, int64_t n, double confidence) {
  if (n <= 0) return {-1, 1};
  const auto items = static_cast<double>(n);
  const double d = static_cast<double>(b - c) / items;
  const double half =
      normal_quantile(0.5 + confidence / 2) * std::sqrt((static_cast<double>(b + c) / items - d * d) / items);
  return {d - half, d + half};
}

Interval newcombe_paired(const PairedTable& table, double confidence) {
  const int64_t n = table.n();
  if (n <= 0) return {-1, 1};
  return square_and_add({table.both + table.first_only, n}, {table.both + table.second_only, n},
                        corrected_correlation(table), confidence);
}

Interval newcombe_independent(Count first, Count second, double confidence) {
  if (first.trials <= 0 || second.trials <= 0) return {-1, 1};
  return square_and_add(first, second, 0, confidence);
}

}  // namespace broch::stats
