// Attempts gathered by item: the unit that rates are taken over and runs are paired by.
#pragma once

#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "eval/store/store.h"

namespace broch::eval {

/// What the attempts at one item say about one metric. `sum` adds up the decided values, 0 or 1 each;
/// `errors` and `unscored` attempts decided nothing. `truth_sum` of `truths` are the simulator's own labels.
struct ItemValue {
  std::string cluster;
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

struct MetricItems {
  std::string metric;
  std::map<std::string, ItemValue> items;
};

/// Attempts of one suite that share a slice; "" and "" for the whole suite. `rows` are positions in the list.
struct SliceRows {
  std::string key, value;
  std::vector<size_t> rows;
};

/// The whole suite first, then each slice key in order. A sample's category is a slice too, unless a slice
/// says the same.
std::vector<SliceRows> slices_of(const std::vector<AttemptRecord>& attempts, const std::string& suite);

/// Per metric, in the order graders name them. A failed request has no values: it counts as an error for
/// every metric that other attempts of its intent have, or, where there are none, for the grader's main one.
std::vector<MetricItems> metric_items(const std::vector<AttemptRecord>& attempts,
                                      std::span<const size_t> rows, const std::string& grader);

/// Gathers versions of an item whose content differs under the item's name.
void forget_content(std::vector<MetricItems>& metrics);

/// The metrics whose value the given deciding parts decide: usefulness depends on the refusal reader alone.
bool depends_on(const std::string& metric, const std::string& part);

/// Whether a guard of the run decides with a part that decides this metric too.
bool self_graded(const RunRecord& run, const RunRecord::SuiteRecord& suite, const std::string& metric);

/// Dense numbers for cluster names, in order of first sight.
class ClusterIds {
 public:
  int64_t of(const std::string& cluster) {
    return ids_.try_emplace(cluster, static_cast<int64_t>(ids_.size())).first->second;
  }
  int64_t size() const { return static_cast<int64_t>(ids_.size()); }

 private:
  std::unordered_map<std::string, int64_t> ids_;
};

}  // namespace broch::eval
