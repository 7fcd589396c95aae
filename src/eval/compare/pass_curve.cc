#include "eval/compare/pass_curve.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "eval/compare/items.h"
#include "stats/cluster.h"
#include "stats/repeats.h"

namespace broch::eval {

namespace {

/// 1, 2, 3, 5, 10, … and `most`, in order.
std::vector<int64_t> steps_to(int64_t most) {
  std::vector<int64_t> steps{1, 2, 3};
  for (int64_t ten = 5; ten <= most; ten *= 10) {
    for (const int64_t step : {ten, 2 * ten, 4 * ten, 6 * ten}) steps.push_back(step);
  }
  std::erase_if(steps, [&](int64_t step) { return step >= most; });
  steps.push_back(most);
  return steps;
}

}  // namespace

std::vector<PassAt> pass_curve(const MetricItems& of) {
  int64_t most = 0;
  for (const ItemValue& item : of.items) most = std::max(most, item.decided);
  std::vector<PassAt> curve;
  if (most < 2) return curve;
  for (const int64_t k : steps_to(most)) {
    std::vector<double> values;
    std::vector<int64_t> clusters;
    for (const ItemValue& item : of.items) {
      if (const auto value = stats::pass_at_k(item.decided, std::llround(item.sum), k)) {
        values.push_back(*value);
        clusters.push_back(item.cluster);
      }
    }
    const stats::Estimate estimate = stats::clustered_rate(values, clusters);
    curve.push_back({.k = k,
                     .items = static_cast<int64_t>(values.size()),
                     .rate = estimate.value,
                     .interval = estimate.interval});
  }
  return curve;
}

}  // namespace broch::eval
