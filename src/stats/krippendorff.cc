#include "stats/krippendorff.h"

#include <algorithm>
#include <map>

namespace broch::stats {

namespace {

/// The distinct ratings in order, how often each occurs in units with two ratings or more, and how often each
/// pair of them met, weighted so that a unit counts once per rating: `met` is a square matrix.
struct Coincidences {
  std::vector<double> values, occurs, met;
  double total = 0;
};

Coincidences coincidences_of(std::span<const std::vector<double>> units) {
  std::map<double, size_t> index;
  for (const auto& unit : units) {
    if (unit.size() < 2) continue;
    for (double rating : unit) index.emplace(rating, 0);
  }
  Coincidences all;
  for (auto& [value, at] : index) {
    at = all.values.size();
    all.values.push_back(value);
  }
  const size_t n = all.values.size();
  all.occurs.assign(n, 0);
  all.met.assign(n * n, 0);
  for (const auto& unit : units) {
    if (unit.size() < 2) continue;
    for (size_t a = 0; a < unit.size(); ++a) {
      const size_t i = index[unit[a]];
      all.occurs[i] += 1;
      all.total += 1;
      for (size_t b = 0; b < unit.size(); ++b) {
        if (a != b) all.met[i * n + index[unit[b]]] += 1 / (static_cast<double>(unit.size()) - 1);
      }
    }
  }
  return all;
}

/// The squared distance of two ratings, i < j.
double distance(const Coincidences& all, size_t i, size_t j, Level level) {
  const double a = all.values[i], b = all.values[j];
  double d = 1;
  switch (level) {
    case Level::kNominal:
      break;
    case Level::kOrdinal:
      // Ratings between the two, and half of those equal to either.
      d = -(all.occurs[i] + all.occurs[j]) / 2;
      for (size_t between = i; between <= j; ++between) d += all.occurs[between];
      break;
    case Level::kInterval:
      d = a - b;
      break;
    case Level::kRatio:
      d = (a - b) / (a + b);
      break;
  }
  return d * d;
}

}  // namespace

std::optional<double> krippendorff_alpha(std::span<const std::vector<double>> units, Level level) {
  const Coincidences all = coincidences_of(units);
  const size_t n = all.values.size();
  if (n < 2) return std::nullopt;
  double observed = 0, expected = 0;
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = i + 1; j < n; ++j) {
      const double d = distance(all, i, j, level);
      observed += all.met[i * n + j] * d;
      expected += all.occurs[i] * all.occurs[j] * d;
    }
  }
  return 1 - (all.total - 1) * observed / expected;
}

}  // namespace broch::stats
