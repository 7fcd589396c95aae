#include "stats/kappa.h"

#include <algorithm>
#include <cmath>

#include "stats/cluster.h"
#include "stats/distributions.h"
#include "stats/rate.h"

namespace broch::stats {

namespace {

/// Share of the items that each rater put into each category.
struct Margins {
  std::vector<double> first, second;
};

Margins margins_of(const RatingTable& table) {
  const size_t c = table.categories();
  Margins margins{std::vector<double>(c), std::vector<double>(c)};
  for (size_t i = 0; i < c; ++i) {
    for (size_t j = 0; j < c; ++j) {
      margins.first[i] += table.share(i, j);
      margins.second[j] += table.share(i, j);
    }
  }
  return margins;
}

double weight(KappaWeights weights, size_t i, size_t j, size_t categories) {
  if (i == j) return 1;
  const double distance =
      std::abs(static_cast<double>(i) - static_cast<double>(j)) / (static_cast<double>(categories) - 1);
  switch (weights) {
    case KappaWeights::kNone:
      return 0;
    case KappaWeights::kLinear:
      return 1 - distance;
    case KappaWeights::kQuadratic:
      return 1 - distance * distance;
  }
  return 0;
}

}  // namespace

std::optional<Kappa> cohen_kappa(const RatingTable& table, KappaWeights weights, double confidence) {
  if (table.total() <= 0) return std::nullopt;
  const size_t c = table.categories();
  const auto n = static_cast<double>(table.total());
  const Margins margins = margins_of(table);
  Kappa kappa;
  // Mean weight of a category of one rater against what the other gives.
  std::vector<double> mean_first(c), mean_second(c);
  for (size_t i = 0; i < c; ++i) {
    for (size_t j = 0; j < c; ++j) {
      const double w = weight(weights, i, j, c);
      kappa.observed += w * table.share(i, j);
      kappa.expected += w * margins.first[i] * margins.second[j];
      mean_first[i] += w * margins.second[j];
      mean_second[j] += w * margins.first[i];
    }
  }
  const double room = 1 - kappa.expected;
  if (room < kNoVariance) return std::nullopt;
  kappa.value = (kappa.observed - kappa.expected) / room;

  double squares = 0;
  for (size_t i = 0; i < c; ++i) {
    for (size_t j = 0; j < c; ++j) {
      const double term =
          weight(weights, i, j, c) * room - (mean_first[i] + mean_second[j]) * (1 - kappa.observed);
      squares += table.share(i, j) * term * term;
    }
  }
  const double centre = kappa.observed * kappa.expected - 2 * kappa.expected + kappa.observed;
  kappa.standard_error = std::sqrt(std::max(0.0, squares - centre * centre) / n) / (room * room);

  if (kappa.standard_error < 1e-7) {  // the root of what rounding leaves
    const Interval agreement = wilson_share(kappa.observed, n, confidence);
    kappa.interval = {(agreement.low - kappa.expected) / room, (agreement.high - kappa.expected) / room};
  } else {
    const double half = normal_quantile(0.5 + confidence / 2) * kappa.standard_error;
    kappa.interval = {kappa.value - half, std::min(1.0, kappa.value + half)};
  }
  return kappa;
}

std::optional<double> gwet_ac1(const RatingTable& table) {
  const size_t c = table.categories();
  if (table.total() <= 0 || c < 2) return std::nullopt;
  const Margins margins = margins_of(table);
  double observed = 0, expected = 0;
  for (size_t i = 0; i < c; ++i) {
    observed += table.share(i, i);
    const double share = (margins.first[i] + margins.second[i]) / 2;
    expected += share * (1 - share) / (static_cast<double>(c) - 1);
  }
  return (observed - expected) / (1 - expected);
}

std::optional<double> fleiss_kappa(std::span<const int64_t> counts, size_t categories) {
  if (categories == 0 || counts.empty() || counts.size() % categories != 0) return std::nullopt;
  const size_t items = counts.size() / categories;
  int64_t raters = 0;
  for (size_t j = 0; j < categories; ++j) raters += counts[j];
  if (raters < 2) return std::nullopt;

  std::vector<double> used(categories);
  double observed = 0;
  for (size_t i = 0; i < items; ++i) {
    int64_t row = 0, agreeing = 0;
    for (size_t j = 0; j < categories; ++j) {
      const int64_t count = counts[i * categories + j];
      row += count;
      agreeing += count * (count - 1);
      used[j] += static_cast<double>(count) / static_cast<double>(static_cast<int64_t>(items) * raters);
    }
    if (row != raters) return std::nullopt;
    observed += static_cast<double>(agreeing) / static_cast<double>(raters * (raters - 1)) /
                static_cast<double>(items);
  }
  double expected = 0;
  for (double share : used) expected += share * share;
  if (1 - expected < kNoVariance) return std::nullopt;
  return (observed - expected) / (1 - expected);
}

}  // namespace broch::stats
