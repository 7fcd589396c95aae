#include "stats/judge.h"

#include <algorithm>
#include <cmath>

#include "stats/cluster.h"
#include "stats/difference.h"
#include "stats/distributions.h"

namespace broch::stats {

namespace {

double variance_of_share(Count count) {
  if (count.hits == 0 || count.hits == count.trials) {
    count.hits += 1;
    count.trials += 2;
  }
  return count.share() * (1 - count.share()) / static_cast<double>(count.trials);
}

Interval around(double value, double error, double confidence) {
  const double half = normal_quantile(0.5 + confidence / 2) * error;
  return {value - half, value + half};
}

}  // namespace

Result<CorrectedRate> rogan_gladen(Count judged, const JudgeLabels& labels, double confidence) {
  if (judged.trials <= 0) return fail(ErrorKind::kInput, "no reply was judged");
  if (labels.sensitivity.trials <= 0 || labels.specificity.trials <= 0) {
    return fail(ErrorKind::kInput, "the judge's error rates are not known", {},
                "label replies of both kinds: positive and negative ones");
  }
  const double sensitivity = labels.sensitivity.share(), specificity = labels.specificity.share();
  const double power = sensitivity + specificity - 1;
  if (power < kNoVariance) {
    return fail(ErrorKind::kInput,
                "the judge says no more than chance: its sensitivity and specificity add up to 1 or less", {},
                "use another judge, or human labels alone");
  }
  CorrectedRate rate;
  rate.value = (judged.share() + specificity - 1) / power;
  rate.outside = rate.value < 0 || rate.value > 1;
  const double judged_variance = variance_of_share(judged);
  const double p = rate.value;
  const double variance = judged_variance + p * p * variance_of_share(labels.sensitivity) +
                          (1 - p) * (1 - p) * variance_of_share(labels.specificity);
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
