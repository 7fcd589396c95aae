#include "stats/moments.h"

namespace broch::stats {

Moments moments_of(std::span<const double> values) {
  Moments moments;
  moments.n = static_cast<int64_t>(values.size());
  if (values.empty()) return moments;
  const auto n = static_cast<double>(values.size());
  for (double value : values) moments.mean += value;
  moments.mean /= n;
  if (values.size() == 1) return moments;
  for (double value : values) {
    moments.variance += (value - moments.mean) * (value - moments.mean) / (n - 1);
  }
  return moments;
}

}  // namespace broch::stats
