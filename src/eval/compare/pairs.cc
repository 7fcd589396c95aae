#include "eval/compare/pairs.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <unordered_set>

#include "eval/compare/cluster_join.h"
#include "eval/suite/item_pairing.h"
#include "stats/difference.h"
#include "stats/equivalence.h"
#include "stats/mcnemar.h"
#include "stats/paired.h"
#include "stats/sign_flip.h"

namespace broch::eval {

namespace {

/// Items of the same name whose content differs are told apart from those that only one run has.
void find_changed(Unpaired& unpaired) {
  std::set<std::string_view> theirs;
  for (const std::string& name : unpaired.next_only) theirs.insert(item_of_pairing(name));
  std::set<std::string, std::less<>> changed;
  for (const std::string& name : unpaired.base_only) {
    const std::string_view item = item_of_pairing(name);
    if (item != name && theirs.contains(item)) changed.emplace(item);
  }
  for (std::vector<std::string>* side : {&unpaired.base_only, &unpaired.next_only}) {
    std::erase_if(*side, [&](const std::string& name) { return changed.contains(item_of_pairing(name)); });
  }
  unpaired.changed.assign(changed.begin(), changed.end());
}

}  // namespace

MatchedItems match_items(const NumberedRuns& runs, const MetricItems& base, const MetricItems& next) {
  MatchedItems items;
  ClusterJoin clusters;
  walk_items(
      base, next,
      [&](const ItemValue& ours, const ItemValue& theirs) {
        if (ours.decided == 0 || theirs.decided == 0) {
          items.unpaired.undecided.emplace_back(runs.item(ours.item));
        }
        const size_t cluster = clusters.handle(0, ours.cluster);
        clusters.join(cluster, clusters.handle(1, theirs.cluster));
        items.matches.push_back({&ours, &theirs, static_cast<int64_t>(cluster)});
      },
      [&](const ItemValue& ours) { items.unpaired.base_only.emplace_back(runs.item(ours.item)); },
      [&](const ItemValue& theirs) { items.unpaired.next_only.emplace_back(runs.item(theirs.item)); });
  find_changed(items.unpaired);
  for (MatchedItems::Match& match : items.matches)
    match.cluster = clusters.of(static_cast<size_t>(match.cluster));
  return items;
}

int64_t Pairs::cluster_count() const {
  return static_cast<int64_t>(std::unordered_set<int64_t>(clusters.begin(), clusters.end()).size());
}

Pairs pair_items(const MatchedItems& items, bool lower_is_better, Undecided undecided) {
  Pairs pairs;
  const double bad = lower_is_better ? 1 : 0, good = lower_is_better ? 0 : 1;
  for (const MatchedItems::Match& match : items.matches) {
    const ItemValue &ours = *match.base, &theirs = *match.next;
    if (undecided == Undecided::kLeftOut && (ours.decided == 0 || theirs.decided == 0)) continue;
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
    pairs.clusters.push_back(match.cluster);
    pairs.single &= ours.attempts() == 1 && theirs.attempts() == 1;
  }
  return pairs;
}

Pairs pair_errors(const MatchedItems& items) {
  Pairs pairs;
  for (const MatchedItems::Match& match : items.matches) {
    pairs.base.push_back(match.base->error_share());
    pairs.next.push_back(match.next->error_share());
    pairs.clusters.push_back(match.cluster);
    pairs.single &= match.base->attempts() == 1 && match.next->attempts() == 1;
  }
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
  const bool independent = pairs.cluster_count() == static_cast<int64_t>(n);
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
