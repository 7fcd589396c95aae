// Attempts gathered by item: the unit that rates are taken over and runs are paired by.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "eval/compare/numbered_runs.h"

namespace broch::eval {

/// What the attempts at one item say about one metric. `sum` adds up the decided values, 0 or 1 each;
/// `errors` and `unscored` attempts decided nothing. `truth_sum` of `truths` are the simulator's own labels.
/// Item and cluster are numbers of the run.
struct ItemValue {
  uint32_t item = 0, cluster = 0;
  bool benign = false;
  double sum = 0, truth_sum = 0;
  int64_t decided = 0, errors = 0, unscored = 0, truths = 0;

  int64_t undecided() const { return errors + unscored; }
  int64_t attempts() const { return decided + undecided(); }
  double error_share() const { return static_cast<double>(errors) / static_cast<double>(attempts()); }
  /// Mean of the decided values; `decided` > 0.
  double mean() const { return sum / static_cast<double>(decided); }
  /// Mean over all attempts when what is undecided counts as `assumed`.
  double mean_if(double assumed) const {
    return (sum + assumed * static_cast<double>(undecided())) / static_cast<double>(decided + undecided());
  }
};

/// Items in the order of their numbers, each once.
struct MetricItems {
  std::string metric;
  std::vector<ItemValue> items;
};

/// Calls `both(ours, theirs)` for each item of both lists, in their order, and `one(ours)` or `other(theirs)`
/// for an item of one alone.
void walk_items(const MetricItems& ours, const MetricItems& theirs, auto both, auto one, auto other) {
  auto next = theirs.items.begin();
  const auto end = theirs.items.end();
  for (const ItemValue& item : ours.items) {
    while (next != end && next->item < item.item) other(*next++);
    if (next != end && next->item == item.item) {
      both(item, *next++);
    } else {
      one(item);
    }
  }
  while (next != end) other(*next++);
}

/// Attempts of one suite that share a slice: values by key; empty for the whole suite. `rows` are positions
/// in the list.
struct SliceRows {
  std::map<std::string, std::string> slice;
  std::vector<size_t> rows;
};

std::vector<size_t> rows_of(const std::vector<AttemptRecord>& attempts, std::string_view suite);

/// The whole suite first, then each slice key in order. A sample's category is a slice too, unless a slice
/// says the same. Attempts of a matrix are also sliced by cell, and by behaviour and cell.
std::vector<SliceRows> slices_of(const NumberedRun& run, const std::string& suite);

/// Per metric, in the order graders name them. A failed request has no values: it counts as an error for
/// every metric that other attempts of its kind have, or, where there are none, for the grader's main one.
std::vector<MetricItems> metric_items(const NumberedRun& run, std::vector<size_t> rows,
                                      const std::string& grader);

/// Whether a model decides this metric, as a judge that nobody held against human labels here.
bool judge_says(const RunRecord::SuiteRecord& suite, const std::string& metric);

/// Whether a guard that attempts of the slice met decides with a part that decides this metric too.
bool self_graded(const RunRecord& run, const RunRecord::SuiteRecord& suite, const std::string& metric,
                 const std::map<std::string, std::string>& slice = {});

}  // namespace broch::eval
