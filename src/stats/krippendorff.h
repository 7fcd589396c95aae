// Krippendorff's alpha: agreement of any number of raters, with ratings missing.
//
//   std::vector<std::vector<double>> units = {{1, 1, 1}, {2, 2, 3, 2}, {3}};
//   std::optional<double> alpha = stats::krippendorff_alpha(units, stats::Level::kNominal);
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace broch::stats {

/// How far apart two ratings are: names; ranks; numbers; numbers from 0 up, by their ratio.
enum class Level { kNominal, kOrdinal, kInterval, kRatio };

/// 1 - observed / expected disagreement, from the coincidence matrix (Krippendorff 2004). Each unit lists the
/// ratings it got, in any order; a missing one is just not there. 1 is perfect agreement, 0 chance. Nothing
/// when no unit has two ratings, or when the ratings that can be paired are all equal: without variation
/// there is nothing to agree on. Ratings are no NaN; for kRatio they are not negative.
std::optional<double> krippendorff_alpha(std::span<const std::vector<double>> units, Level level);

}  // namespace broch::stats
