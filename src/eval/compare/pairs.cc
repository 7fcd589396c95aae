#include "eval/compare/pairs.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/difference.h"
#include "stats/equivalence.h"
#include "stats/mcnemar.h"
#include "stats/paired.h"
#include "stats/sign_flip.h"

namespace broch::eval {

Pairs pair_items(const MetricItems& base, const MetricItems& next, Undecided undecided) {
  Pairs pairs;
  ClusterIds ids;
  const bool lower = lower_is_better(base.metric);
  const double bad = lower ? 1 : 0, good = lower ? 0 : 1;
  for (const auto& [name, ours] : base.items) {
    const auto found = next.items.find(name);
    if (found == next.items.end()) {
      ++pairs.unpaired;
      continue;
    }
    const ItemValue& theirs = found->second;
    if (undecided == Undecided::kLeftOut && (ours.decided == 0 || theirs.decided == 0)) {
      ++pairs.unpaired;
      continue;
    }
    switch (undecided) {
      case Undecided::kLeftOut:
        pairs.base.push_back(ours.mean());
        pairs.next.push_back(theirs.mean());
        break;
      case Undecided::kAgainstNew:
        pairs.base.push_back(ours.mean_if(good));
        pairs.next.push_back(theirs.mean_if(bad));
        break;
      case Undecided::kAgainstBase:
        pairs.base.push_back(ours.mean_if(bad));
        pairs.next.push_back(theirs.mean_if(good));
        break;
    }
    pairs.clusters.push_back(ids.of(ours.cluster));
    pairs.single &= ours.decided + ours.undecided() == 1 && theirs.decided + theirs.undecided() == 1;
  }
  for (const auto& [name, theirs] : next.items) pairs.unpaired += base.items.contains(name) ? 0 : 1;
  pairs.cluster_count = ids.size();
  return pairs;
}

PairStatistics statistics(const Pairs& pairs, bool lower_is_better, const CompareOptions& options) {
  PairStatistics result;
  const size_t n = pairs.base.size();
  if (n == 0) return result;
  std::vector<double> differences(n), losses(n);
  for (size_t i = 0; i < n; ++i) {
    differences[i] = pairs.next[i] - pairs.base[i];
    losses[i] = lower_is_better ? differences[i] : -differences[i];
    result.b += differences[i] < 0 ? 1 : 0;
    result.c += differences[i] > 0 ? 1 : 0;
    result.base_rate += pairs.base[i] / static_cast<double>(n);
    result.new_rate += pairs.next[i] / static_cast<double>(n);
  }
  result.p_mcnemar = stats::mcnemar_exact(result.b, result.c);
  result.loss_limit = stats::loss_upper_limit(losses, pairs.clusters, options.alpha);

  const stats::Estimate estimate = stats::paired_difference(pairs.next, pairs.base, pairs.clusters);
  result.difference = estimate.value;
  const bool independent = pairs.cluster_count == static_cast<int64_t>(n);
  if (independent && pairs.single) {
    result.test = "mcnemar-exact";
    result.p = result.p_mcnemar;
    result.interval = stats::bonett_price(result.c, result.b, static_cast<int64_t>(n));
    return result;
  }
  result.test = "cluster-sign-flip";
  result.p = stats::sign_flip(differences, pairs.clusters, options.seed);
  result.interval = estimate.interval;
  if (!independent) {
    std::vector<int64_t> each(n);
    std::iota(each.begin(), each.end(), 0);
    const double naive = stats::paired_difference(pairs.next, pairs.base, each).standard_error;
    if (naive > 0) result.design_effect = std::max(1.0, std::pow(estimate.standard_error / naive, 2));
  }
  return result;
}

}  // namespace broch::eval
