#include "stats/calibration.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace broch::stats {

std::optional<Calibration> calibration(std::span<const Forecast> forecasts, size_t bins) {
  if (forecasts.empty()) return std::nullopt;
  const auto n = static_cast<double>(forecasts.size());
  std::vector<double> excess(bins);  // per bin: sum of stated probabilities less what happened
  Calibration result;
  for (const auto& [probability, outcome] : forecasts) {
    const double happened = outcome ? 1 : 0;
    result.brier += (probability - happened) * (probability - happened) / n;
    result.log_loss -= std::log(outcome ? probability : 1 - probability) / n;
    const auto bin = static_cast<size_t>(probability * static_cast<double>(bins));
    excess[std::min(bin, bins - 1)] += probability - happened;
  }
  for (double sum : excess) result.ece += std::abs(sum) / n;
  return result;
}

}  // namespace broch::stats
