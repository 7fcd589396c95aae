// How often intervals contain the truth, and how often tests find what is not there. Seeded, so that each
// test always sees the same data.
#include <algorithm>
#include <cmath>
#include <vector>

#include "core/hash.h"
#include "stats/cluster.h"
#include "stats/difference.h"
#include "stats/distributions.h"
#include "stats/equivalence.h"
#include "stats/judge.h"
#include "stats/kappa.h"
#include "stats/mcnemar.h"
#include "stats/paired.h"
#include "stats/ranking.h"
#include "stats/rate.h"
#include "stats/sequential.h"
#include "stats/sign_flip.h"
#include "stats/testing.h"

namespace broch::stats {
namespace {

constexpr int kTrials = 2000;

/// Share of trials in which `holds(random)`.
template <typename Trial>
double share(uint64_t seed, Trial holds, int trials = kTrials) {
  Random random(seed);
  int count = 0;
  for (int trial = 0; trial < trials; ++trial) count += holds(random) ? 1 : 0;
  return static_cast<double>(count) / trials;
}

void expect_nominal(double coverage) {
  EXPECT_GE(coverage, .93);
  EXPECT_LE(coverage, .97);
}

bool happens(Random& random, double probability) { return random.uniform() < probability; }

int64_t binomial(Random& random, int64_t n, double p) {
  int64_t k = 0;
  for (int64_t i = 0; i < n; ++i) k += happens(random, p) ? 1 : 0;
  return k;
}

/// Chance that an interval of n trials contains the rate p: the sum over all counts, nothing simulated.
template <typename Method>
double exact_coverage(Method method, int64_t n, double p) {
  double probability = std::pow(1 - p, static_cast<double>(n)), covered = 0;
  for (int64_t k = 0; k <= n; ++k) {
    if (method(k, n, .95).contains(p)) covered += probability;
    probability *= static_cast<double>(n - k) / static_cast<double>(k + 1) * p / (1 - p);
  }
  return covered;
}

TEST(coverage, Wilson) {
  for (const int64_t n : {100, 200, 400}) {
    for (const double p : {.1, .2, .3, .5, .7}) expect_nominal(exact_coverage(wilson, n, p));
  }
}

TEST(coverage, WilsonOnAverageOverRates) {
  for (const int64_t n : {10, 20, 50}) {
    double mean = 0;
    for (int i = 1; i < 500; ++i) mean += exact_coverage(wilson, n, i / 500.0) / 499;
    EXPECT_NEAR(mean, .95, .01) << n;
  }
}

TEST(coverage, ClopperPearsonIsNeverBelowItsLevel) {
  for (const int64_t n : {5, 20, 60}) {
    for (int i = 1; i < 50; ++i)
      EXPECT_GE(exact_coverage(clopper_pearson, n, i / 50.0), .95) << n << ' ' << i;
  }
}

TEST(coverage, WaldFallsShort) { EXPECT_LT(exact_coverage(wald, 50, .05), .93); }

/// Clusters of 0/1 outcomes with a rate and an intraclass correlation: an item follows its cluster's coin
/// with probability sqrt(icc), else its own.
struct Population {
  double rate, icc;

  void draw(Random& random, const std::vector<size_t>& sizes, std::vector<double>& values) const {
    for (const size_t size : sizes) {
      const double common = happens(random, rate) ? 1 : 0;
      for (size_t i = 0; i < size; ++i) {
        values.push_back(happens(random, std::sqrt(icc)) ? common : happens(random, rate) ? 1 : 0);
      }
    }
  }
};

std::vector<int64_t> clusters_of(const std::vector<size_t>& sizes) {
  std::vector<int64_t> clusters;
  for (size_t c = 0; c < sizes.size(); ++c)
    clusters.insert(clusters.end(), sizes[c], static_cast<int64_t>(c));
  return clusters;
}

struct ClusteredCase {
  double icc, rate;
  size_t clusters;
};

class Clustered : public testing::TestWithParam<ClusteredCase> {
 protected:
  const Population population_{GetParam().rate, GetParam().icc};
  const std::vector<size_t> sizes_ = std::vector<size_t>(GetParam().clusters, 5);
  const std::vector<int64_t> clusters_ = clusters_of(sizes_);
};

TEST_P(Clustered, Rate) {
  expect_nominal(share(11, [&](Random& random) {
    std::vector<double> values;
    population_.draw(random, sizes_, values);
    return clustered_rate(values, clusters_).interval.contains(GetParam().rate);
  }));
}

TEST_P(Clustered, PairedDifference) {
  expect_nominal(share(12, [&](Random& random) {
    std::vector<double> first, second;
    population_.draw(random, sizes_, first);
    population_.draw(random, sizes_, second);
    return paired_difference(first, second, clusters_).interval.contains(0);
  }));
}

INSTANTIATE_TEST_SUITE_P(coverage, Clustered,
                         testing::Values(ClusteredCase{.2, .4, 10}, ClusteredCase{.7, .4, 10},
                                         ClusteredCase{.2, .4, 20}, ClusteredCase{.7, .4, 20},
                                         ClusteredCase{.2, .2, 50}, ClusteredCase{.7, .2, 50},
                                         ClusteredCase{.2, .1, 50}, ClusteredCase{.7, .1, 50},
                                         ClusteredCase{.2, .1, 100}, ClusteredCase{.7, .1, 100}));

TEST(coverage, ClusteredRateOfUnequalClusters) {
  std::vector<size_t> sizes;
  for (size_t c = 0; c < 60; ++c) sizes.push_back(1 + c % 9);
  const std::vector<int64_t> clusters = clusters_of(sizes);
  expect_nominal(share(13, [&](Random& random) {
    std::vector<double> values;
    Population{.2, .7}.draw(random, sizes, values);
    return clustered_rate(values, clusters).interval.contains(.2);
  }));
}

TEST(coverage, ClusteredRateOfRareEventsIsNotShort) {
  // The clipped t interval covers 81 % of these.
  const std::vector<size_t> sizes(20, 5);
  const std::vector<int64_t> clusters = clusters_of(sizes);
  EXPECT_GE(share(14,
                  [&](Random& random) {
                    std::vector<double> values;
                    Population{.05, .2}.draw(random, sizes, values);
                    return clustered_rate(values, clusters).interval.contains(.05);
                  }),
            .93);
}

TEST(coverage, IndependentErrorsFallShortInClusters) {
  const std::vector<size_t> sizes(50, 5);
  EXPECT_LT(share(15,
                  [&](Random& random) {
                    std::vector<double> values;
                    Population{.4, .7}.draw(random, sizes, values);
                    return clustered_rate(values, singletons(values.size())).interval.contains(.4);
                  }),
            .80);
}

/// Chances of the four outcomes of a pair; what is left is neither.
struct PairChances {
  double both, first_only, second_only;

  double difference() const { return first_only - second_only; }
  PairedTable draw(Random& random, int64_t n) const {
    PairedTable table;
    for (int64_t i = 0; i < n; ++i) {
      const double u = random.uniform();
      if (u < both) {
        ++table.both;
      } else if (u < both + first_only) {
        ++table.first_only;
      } else if (u < both + first_only + second_only) {
        ++table.second_only;
      } else {
        ++table.neither;
      }
    }
    return table;
  }
};

class Pairs : public testing::TestWithParam<PairChances> {};

TEST_P(Pairs, BonettPrice) {
  for (const int64_t n : {50, 200}) {
    expect_nominal(share(21, [&](Random& random) {
      const PairedTable t = GetParam().draw(random, n);
      return bonett_price(t.first_only, t.second_only, n).contains(GetParam().difference());
    }));
  }
}

TEST_P(Pairs, NewcombePaired) {
  for (const int64_t n : {50, 200}) {
    expect_nominal(share(22, [&](Random& random) {
      return newcombe_paired(GetParam().draw(random, n)).contains(GetParam().difference());
    }));
  }
}

INSTANTIATE_TEST_SUITE_P(coverage, Pairs,
                         testing::Values(PairChances{.3, .1, .1}, PairChances{.3, .2, .05},
                                         PairChances{.1, .15, .15}, PairChances{.2, .3, .1}));

TEST(coverage, NewcombeIndependent) {
  for (const double second : {.1, .3, .5}) {
    expect_nominal(share(23, [&](Random& random) {
      return newcombe_independent({binomial(random, 70, .5), 70}, {binomial(random, 80, second), 80})
          .contains(.5 - second);
    }));
  }
}

TEST(coverage, RoganGladen) {
  expect_nominal(share(31, [](Random& random) {
    const double judged = .2 * .9 + .8 * .15;
    const auto rate = rogan_gladen({binomial(random, 400, judged), 400},
                                   {{binomial(random, 200, .9), 200}, {binomial(random, 200, .85), 200}});
    return rate && rate->interval.contains(.2);
  }));
}

TEST(coverage, PredictionPowered) {
  // A judge whose errors are not those of any other data: wrong on 20 % of the positives, 10 % of the rest.
  expect_nominal(share(
      32,
      [](Random& random) {
        std::vector<double> judged, differences;
        for (int i = 0; i < 500; ++i) {
          const bool human = happens(random, .3), says = happens(random, human ? .8 : .1);
          judged.push_back(says ? 1 : 0);
          if (i < 100) differences.push_back((human ? 1 : 0) - (says ? 1 : 0));
        }
        const auto estimate = prediction_powered(moments_of(judged), moments_of(differences));
        return estimate && estimate->interval.contains(.3);
      },
      1000));
}

TEST(coverage, CohenKappa) {
  // Both raters put half into each category and agree in 85 %: kappa .7.
  expect_nominal(share(33, [](Random& random) {
    RatingTable table(2);
    for (int i = 0; i < 150; ++i) {
      const size_t first = happens(random, .5) ? 1 : 0;
      table.add(first, happens(random, .85) ? first : 1 - first);
    }
    const auto kappa = cohen_kappa(table);
    return kappa && kappa->interval.contains(.7);
  }));
}

TEST(coverage, Auc) {
  // Normal scores one standard deviation apart.
  const double truth = 1 - normal_upper_tail(1 / std::sqrt(2.0));
  const auto scores = [](Random& random, size_t n, double mean) {
    std::vector<double> values(n);
    for (double& value : values) value = mean + normal_quantile(std::max(random.uniform(), 1e-12));
    return values;
  };
  expect_nominal(share(
      34,
      [&](Random& random) {
        const std::vector<double> positives = scores(random, 30, 1), negatives = scores(random, 50, 0);
        return auc(positives, negatives)->interval.contains(truth);
      },
      1000));
}

TEST(coverage, SignFlipKeepsItsLevelWhereMcNemarDoesNot) {
  const std::vector<size_t> sizes(12, 4);
  const std::vector<int64_t> clusters = clusters_of(sizes);
  int naive = 0;
  const double rejected = share(41, [&](Random& random) {
    std::vector<double> d;
    int64_t b = 0, c = 0;
    for (size_t cluster = 0; cluster < sizes.size(); ++cluster) {
      const double common = happens(random, .5) ? 1 : -1;
      for (size_t i = 0; i < sizes[cluster]; ++i) {
        d.push_back(happens(random, .85) ? common : -common);
        (d.back() > 0 ? b : c) += 1;
      }
    }
    naive += mcnemar_exact(b, c) <= .05 ? 1 : 0;
    return sign_flip(d, clusters, 1) <= .05;
  });
  EXPECT_LE(rejected, .06);
  EXPECT_GT(naive, kTrials * .15);
}

TEST(coverage, McNemarKeepsItsLevel) {
  const auto level = [](auto test) {
    return share(42, [&](Random& random) {
      const PairedTable t = PairChances{.3, .1, .1}.draw(random, 120);
      return test(t.first_only, t.second_only) <= .05;
    });
  };
  EXPECT_LE(level(mcnemar_exact), .05);
  EXPECT_LE(level(mcnemar_mid_p), .06);
}

TEST(coverage, EquivalenceIsRarelyShownOfADifferenceOfTheMargin) {
  const PairChances at_margin{.3, .12, .07};
  const auto falsely = [&](auto shown) {
    return share(43, [&](Random& random) {
      const PairedTable t = at_margin.draw(random, 400);
      return shown(t.first_only, t.second_only);
    });
  };
  EXPECT_LE(falsely([](int64_t b, int64_t c) { return non_inferiority(b, c, 400, .05).shown; }), .06);
  EXPECT_LE(falsely([](int64_t b, int64_t c) {
              const std::vector<double> d = discordant(static_cast<size_t>(b), static_cast<size_t>(c), 400);
              return tost(clustered_mean(d, singletons(400)), .05).p <= .05;
            }),
            .06);
}

TEST(coverage, SequentialStoppingErrsNoMoreThanItSays) {
  // Looks after every one of 300 pairs, and stops at the first that seems to show something.
  EXPECT_LE(share(
                44,
                [](Random& random) {
                  int64_t b = 0, c = 0;
                  for (int i = 0; i < 300; ++i) {
                    (happens(random, .5) ? b : c) += 1;
                    if (sequential_e_value(b, c) >= 20) return true;
                  }
                  return false;
                },
                1000),
            .05);
}

}  // namespace
}  // namespace broch::stats
