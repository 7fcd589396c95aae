// How well scores rank positives above negatives: the area under the ROC curve, and recall at a bound on
// false alarms. Scores are any numbers but NaN, higher meaning more positive.
//
//   auto area = stats::auc(positives, negatives);                      // .85
//   auto point = stats::recall_at_fpr(positives, negatives, .01);      // what is caught at 1 % false alarms
#pragma once

#include <optional>
#include <span>

#include "stats/estimate.h"

namespace broch::stats {

/// `standard_error` is DeLong, DeLong & Clarke-Pearson's (1988); none with a single positive or negative. It
/// is 0 when the ranking is perfect, so `interval` is Newcombe's (2006, Statistics in Medicine 25:559, method
/// 5): in [0,1], with width also there.
struct Auc {
  double value = 0;
  std::optional<double> standard_error;
  Interval interval;
};

/// The chance that a positive scores above a negative, a tie counting half (Mann & Whitney 1947). Nothing
/// without positives or without negatives.
std::optional<Auc> auc(std::span<const double> positives, std::span<const double> negatives,
                       double confidence = 0.95);

/// Flagged is what scores above `threshold`, which lets through the most that keeps false alarms to the
/// bound; minus infinity when all may be flagged. `recall` of the positives and `false_alarms` of the
/// negatives, with Wilson's interval of recall at that threshold. The threshold is taken from these
/// negatives: on others, false alarms may be above the bound.
struct OperatingPoint {
  double threshold = 0;
  Count recall;
  Count false_alarms;
  Interval recall_interval;
};

/// `fpr` in [0,1]. Nothing without positives or without negatives.
std::optional<OperatingPoint> recall_at_fpr(std::span<const double> positives,
                                            std::span<const double> negatives, double fpr,
                                            double confidence = 0.95);

}  // namespace broch::stats
