// Rates that an imperfect judge gave, corrected by what human labels say about it.
//
//   stats::JudgeLabels labels{{180, 200}, {170, 200}};       // sensitivity .9, specificity .85
//   auto rate = stats::rogan_gladen({120, 400}, labels);     // .2 (.119 .. .281) where the judge says .3
//
// Judges differ by target model and by category: labels belong to the replies of one model in one category.
#pragma once

#include <optional>

#include "core/error.h"
#include "stats/estimate.h"
#include "stats/moments.h"

namespace broch::stats {

/// Of replies that humans call positive, those the judge calls so too; of those they call negative, likewise.
struct JudgeLabels {
  Count sensitivity;
  Count specificity;
};

/// `value` and `interval` are not clipped: `outside` says that the value is below 0 or above 1, which means
/// that the judge's errors here are not those of the labels. `standard_error` has the noise of the judged
/// rate and of the labels, `judged_error` that of the judged rate alone.
struct CorrectedRate {
  double value = 0;
  double standard_error = 0;
  double judged_error = 0;
  Interval interval;
  bool outside = false;
};

/// value (1-value)/n; of a share of 0 or 1 that of one more hit and one more miss.
double variance_of(Share share);

/// (judged + Sp - 1)/(Se + Sp - 1) (Rogan & Gladen 1978), its error by the delta method. The variance of a
/// share of 0 or 1 is taken from one more hit and one more miss: no number of labels proves a judge perfect.
/// An error where there are no judged replies, no labels of either kind, or where Se + Sp <= 1: such a judge
/// says no more than chance, and nothing can be read from it.
Result<CorrectedRate> rogan_gladen(Count judged, const JudgeLabels& labels, double confidence = 0.95);
/// The same of replies in clusters, and of labels that were drawn unevenly (stats/verified.h).
Result<CorrectedRate> rogan_gladen(const Share& judged, const Share& sensitivity, const Share& specificity,
                                   double confidence = 0.95);

/// Prediction-powered estimate of a mean in [0,1] (Angelopoulos et al. 2023): the mean of the judge on all N
/// replies, plus that of human - judge on n of them labelled at random; its variance is the sum of both.
/// Holds whatever the judge's errors are. Where the judge was never wrong by a different amount (no variance
/// of human - judge), Bonett & Price's error for n such pairs. `n` of the estimate are all replies,
/// `clusters` the labelled ones; the interval is not clipped. Nothing without judged replies or with fewer
/// than two labels.
std::optional<Estimate> prediction_powered(const Moments& judged, const Moments& human_less_judge,
                                           double confidence = 0.95);

}  // namespace broch::stats
