// One metric of two runs, paired by item, and what the statistics say about it.
#pragma once

#include <string>
#include <vector>

#include "eval/compare/compare.h"
#include "eval/compare/items.h"

namespace broch::eval {

/// How the undecided attempts of a pair are read.
enum class Undecided {
  kLeftOut,      ///< items without a decided attempt on both sides are no pairs
  kAgainstNew,   ///< all bad in the new run, all good in the base run
  kAgainstBase,  ///< the reverse
};

/// Items that both runs hold. Two are in one cluster when either run says so, directly or over others: the
/// runs may have been clustered over different samples.
struct MatchedItems {
  struct Match {
    const ItemValue* base = nullptr;
    const ItemValue* next = nullptr;
    int64_t cluster = 0;
  };
  std::vector<Match> matches;
  Unpaired unpaired;
};
MatchedItems match_items(const NumberedRuns& runs, const MetricItems& base, const MetricItems& next);

/// Parallel lists over pairs, by item.
struct Pairs {
  std::vector<double> base, next;
  std::vector<int64_t> clusters;
  bool single = true;  ///< one attempt per item and side

  int64_t cluster_count() const;
};
Pairs pair_items(const MatchedItems& items, bool lower_is_better, Undecided undecided);
/// Shares of failed requests per item.
Pairs pair_errors(const MatchedItems& items);

/// Difference new - base with its interval and p: exact McNemar and Bonett & Price for single attempts at
/// independent items, otherwise a sign-flip over clusters and the clustered paired interval.
struct PairStatistics {
  double difference = 0;
  stats::Interval interval{-1, 1};
  std::string test;
  double p = 1, p_mcnemar = 1;
  int64_t b = 0, c = 0;
  double base_rate = 0, new_rate = 0;
  double loss_limit = 1;     ///< one-sided, of the turn to the worse
  double design_effect = 1;  ///< variance of the clustered difference over that of independent items
};
PairStatistics statistics(const Pairs& pairs, bool lower_is_better, const CompareOptions& options);

}  // namespace broch::eval
