// Agreement of two raters (a judge and a human) on categories, beyond chance.
//
//   stats::RatingTable table(2);
//   table.add(0, 0, 20); table.add(0, 1, 5); table.add(1, 0, 10); table.add(1, 1, 15);
//   std::optional<stats::Kappa> kappa = stats::cohen_kappa(table);       // .4
//
// 1 is perfect agreement, 0 what chance would give, below 0 less than that. For more raters, or missing
// ratings, see stats/krippendorff.h.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "stats/estimate.h"

namespace broch::stats {

/// How often the raters gave each pair of categories, numbered from 0.
class RatingTable {
 public:
  explicit RatingTable(size_t categories) : categories_(categories), counts_(categories * categories) {}

  /// `first`, `second` < categories(); count >= 0.
  void add(size_t first, size_t second, int64_t count = 1) {
    counts_[first * categories_ + second] += count;
    total_ += count;
  }
  size_t categories() const { return categories_; }
  int64_t total() const { return total_; }
  /// Share of the items that got this pair; total() > 0.
  double share(size_t first, size_t second) const {
    return static_cast<double>(counts_[first * categories_ + second]) / static_cast<double>(total_);
  }

 private:
  size_t categories_;
  std::vector<int64_t> counts_;
  int64_t total_ = 0;
};

/// What two categories that differ by |i-j| are worth, of c: nothing, 1 - |i-j|/(c-1), or
/// 1 - (|i-j|/(c-1))^2. All but the first take the categories to be in order.
enum class KappaWeights { kNone, kLinear, kQuadratic };

/// `observed` agreement (weighted), `expected` by chance, kappa = (observed - expected)/(1 - expected).
/// `interval` is kappa +- z standard_error up to 1. Where the error is 0 (agreement perfect or none) it
/// is Wilson's interval of the observed agreement, carried through that formula.
struct Kappa {
  double value = 0;
  double standard_error = 0;
  Interval interval;
  double observed = 0;
  double expected = 0;
};

/// Cohen (1960; weighted 1968), with the large-sample error of Fleiss, Cohen & Everitt (1969). Nothing
/// without ratings, or when both raters gave one and the same category throughout: chance alone explains
/// that.
std::optional<Kappa> cohen_kappa(const RatingTable& table, KappaWeights weights = KappaWeights::kNone,
                                 double confidence = 0.95);

/// Gwet's (2008) AC1: chance agreement from how hard the categories are, so that it does not collapse, as
/// kappa does, when one category is rare. Nothing without ratings or with fewer than two categories.
std::optional<double> gwet_ac1(const RatingTable& table);

/// Fleiss (1971): each row of `counts` says how many raters put one item into each of `categories`
/// categories; counts.size() is a multiple of it, and each row sums to the same number of raters, which need
/// not be the same people. Nothing unless that holds with two raters or more, or when only one category was
/// used.
std::optional<double> fleiss_kappa(std::span<const int64_t> counts, size_t categories);

}  // namespace broch::stats
