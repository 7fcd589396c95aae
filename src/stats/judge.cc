#include "stats/judge.h"

#include <algorithm>
#include <cmath>

#include "stats/cluster.h"
#include "stats/difference.h"
#include "stats/distributions.h"

namespace broch::stats {

namespace {

Share share_of(Count count) {
  return {count.trials > 0 ? count.share() : 0, static_cast<double>(count.trials)};
}

Interval around(double value, double error, double confidence) {
  const double half = normal_quantile(0.5 + confidence / 2) * error;
  return {value - half, value + half};
}

}  // namespace

double variance_of(Share share) {
  if (share.value <= 0 || share.value >= 1) {
    share.value = (share.value * share.n + 1) / (share.n + 2);
    share.n += 2;
  }
  return share.value * (1 - share.value) / share.n;
}

Result<CorrectedRate> rogan_gladen(Count judged, const JudgeLabels& labels, double confidence) {
  return rogan_gladen(share_of(judged), share_of(labels.sensitivity), share_of(labels.specificity),
                      confidence);
}

Result<CorrectedRate> rogan_gladen(const Share& judged, const Share& sensitivity, const Share& specificity,
                                   double confidence) {
  if (judged.n <= 0) return fail(ErrorKind::kInput, "no reply was judged");
  if (sensitivity.n <= 0 || specificity.n <= 0) {
    return fail(ErrorKind::kInput, "the judge's error rates are not known", {},
                "label replies of both kinds: positive and negative ones");
  }
  const double power = sensitivity.value + specificity.value - 1;
  if (power < kNoVariance) {
    return fail(ErrorKind::kInput,
                "the judge says no more than chance: its sensitivity and specificity add up to 1 or less", {},
                "use another judge, or human labels alone");
  }
  CorrectedRate rate;
  rate.value = (judged.value + specificity.value - 1) / power;
  rate.outside = rate.value < 0 || rate.value > 1;
  const double judged_variance = variance_of(judged);
  const double p = rate.value;
  const double variance =
      judged_variance + p * p * variance_of(sensitivity) + (1 - p) * (1 - p) * variance_of(specificity);
  rate.standard_error = std::sqrt(variance) / power;
  rate.judged_error = std::sqrt(judged_variance) / power;
  rate.interval = around(rate.value, rate.standard_error, confidence);
  return rate;
}

std::optional<Estimate> prediction_powered(const Moments& judged, const Moments& human_less_judge,
                                           double confidence) {
  if (judged.n <= 0 || human_less_judge.n < 2) return std::nullopt;
  const auto labels = static_cast<double>(human_less_judge.n);
  double correction_variance = human_less_judge.variance / labels;
  if (human_less_judge.variance < kNoVariance) {
    const double mean = human_less_judge.mean;
    const double error =
        bonett_price_adjusted(labels * std::max(0.0, mean), labels * std::max(0.0, -mean), labels)
            .standard_error;
    correction_variance = error * error;
  }
  Estimate estimate;
  estimate.value = judged.mean + human_less_judge.mean;
  estimate.standard_error = std::sqrt(judged.variance / static_cast<double>(judged.n) + correction_variance);
  estimate.interval = around(estimate.value, estimate.standard_error, confidence);
  estimate.n = judged.n;
  estimate.clusters = human_less_judge.n;
  return estimate;
}

}  // namespace broch::stats
