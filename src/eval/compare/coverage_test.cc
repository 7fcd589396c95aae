// How often `compare` calls runs different that are not. Seeded, so that each test always sees the same data.
#include <gtest/gtest.h>

#include <cmath>

#include "core/hash.h"
#include "eval/compare/compare.h"
#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

/// Outcomes of one run, cluster by cluster: an item follows its cluster's coin with probability sqrt(icc),
/// else its own.
struct Model {
  double rate, icc;

  std::string answer(Random& random, const std::vector<size_t>& sizes) const {
    std::string letters;
    for (const size_t size : sizes) {
      const bool common = random.uniform() < rate;
      for (size_t i = 0; i < size; ++i) {
        letters += (random.uniform() < std::sqrt(icc) ? common : random.uniform() < rate) ? '1' : '0';
      }
    }
    return letters;
  }
};

std::vector<AttemptRecord> in_clusters(const std::string& letters, const std::vector<size_t>& sizes) {
  std::vector<AttemptRecord> attempts = attempts_of("insecure", letters);
  size_t item = 0;
  for (size_t c = 0; c < sizes.size(); ++c) {
    for (size_t i = 0; i < sizes[c]; ++i) attempts[item++].cluster = "c" + std::to_string(c);
  }
  return attempts;
}

/// Share of pairs of runs that are called improved or regressed.
double called_different(const Model& base, const Model& next, const std::vector<size_t>& sizes, int trials) {
  Random random(19);
  int called = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const auto a = in_clusters(base.answer(random, sizes), sizes);
    const auto b = in_clusters(next.answer(random, sizes), sizes);
    const VerdictKind kind = compare(run_of("a"), a, run_of("b"), b).verdicts.at(0).kind;
    called += kind == VerdictKind::kImproved || kind == VerdictKind::kRegressed ? 1 : 0;
  }
  return static_cast<double>(called) / trials;
}

std::vector<size_t> unequal(size_t clusters) {
  std::vector<size_t> sizes;
  for (size_t c = 0; c < clusters; ++c) sizes.push_back(1 + c % 7);
  return sizes;
}

TEST(coverage_of_compare, IndependentItems) {
  EXPECT_LE(called_different({.3, 0}, {.3, 0}, std::vector<size_t>(120, 1), 1000), .06);
}

TEST(coverage_of_compare, FewClusters) {
  for (const double icc : {.2, .7}) {
    EXPECT_LE(called_different({.4, icc}, {.4, icc}, std::vector<size_t>(14, 4), 1000), .06) << icc;
  }
}

TEST(coverage_of_compare, ManyClusters) {
  for (const double icc : {.2, .7}) {
    EXPECT_LE(called_different({.4, icc}, {.4, icc}, std::vector<size_t>(24, 4), 1000), .06) << icc;
  }
}

TEST(coverage_of_compare, UnequalClusters) {
  EXPECT_LE(called_different({.2, .7}, {.2, .7}, unequal(28), 1000), .06);
}

// Equal rates, but only one run is alike within clusters: the runs cannot be swapped, and the test holds only
// nearly.
TEST(coverage_of_compare, ClustersOfOneRunAlone) {
  EXPECT_LE(called_different({.4, .7}, {.4, 0}, std::vector<size_t>(24, 4), 600), .06);
}

TEST(coverage_of_compare, FindsWhatIsThere) {
  EXPECT_GE(called_different({.6, .2}, {.2, .2}, std::vector<size_t>(40, 4), 100), .95);
}

}  // namespace
}  // namespace broch::eval
