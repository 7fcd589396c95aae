#include "stats/verified.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/cluster.h"
#include "stats/rate.h"

namespace broch::stats {

namespace {

/// A stratum with labels: its part of all replies, the share of positives and the variance of that share.
struct Part {
  double weight;
  bool judged;
  double positive;
  double variance;
  double per_label;  ///< replies that one label stands for
  Count human;
};

double variance_of(const VerifiedStratum& stratum) {
  Count count = stratum.human;
  if ((count.hits == 0 || count.hits == count.trials) && count.trials < stratum.replies) {
    count.hits += 1;
    count.trials += 2;
  }
  return count.share() * (1 - count.share()) / static_cast<double>(stratum.human.trials);
}

/// Independent trials that a share with this variance is worth.
double worth(double share, double variance, double otherwise) {
  const double spread = share * (1 - share);
  return spread < kNoVariance || variance < kNoVariance * kNoVariance ? otherwise : spread / variance;
}

/// Of the replies that people call `positive`, those the judge calls so too. A ratio of two sums over strata.
Share share_found(const std::vector<Part>& parts, bool positive, double replies) {
  const auto of = [&](const Part& part) { return positive ? part.positive : 1 - part.positive; };
  double found = 0, all = 0, labels = 0, squares = 0;
  for (const Part& part : parts) {
    const auto hits = static_cast<double>(positive ? part.human.hits : part.human.trials - part.human.hits);
    all += part.weight * of(part);
    if (part.judged == positive) found += part.weight * of(part);
    labels += part.per_label * hits;
    squares += part.per_label * part.per_label * hits;
  }
  if (all <= 0) return {};
  const double share = found / all;
  double variance = 0;
  for (const Part& part : parts) {
    const double residual = (part.judged == positive ? 1 : 0) - share;
    variance += part.weight * residual * residual *
                (part.weight * part.variance + of(part) * of(part) / replies) / (all * all);
  }
  return {share, std::min(worth(share, variance, labels * labels / squares), replies * all)};
}

}  // namespace

std::optional<Verified> verified(std::span<const VerifiedStratum> strata, double design_effect,
                                 double confidence) {
  Verified out;
  double labelled = 0;
  int64_t labels = 0;
  for (const VerifiedStratum& stratum : strata) {
    if (stratum.human.trials == 0) {
      out.left_out += stratum.replies;
    } else {
      labelled += static_cast<double>(stratum.replies);
      labels += stratum.human.trials;
    }
  }
  if (labels == 0) return std::nullopt;
  std::vector<Part> parts;
  for (const VerifiedStratum& stratum : strata) {
    if (stratum.human.trials == 0) continue;
    const auto replies = static_cast<double>(stratum.replies);
    parts.push_back({replies / labelled, stratum.judged, stratum.human.share(), variance_of(stratum),
                     replies / static_cast<double>(stratum.human.trials), stratum.human});
  }
  const double replies = labelled / std::max(1.0, design_effect);
  double variance = 0;
  for (const Part& part : parts) out.rate.value += part.weight * part.positive;
  for (const Part& part : parts) {
    const double away = part.positive - out.rate.value;
    variance += part.weight * (part.weight * part.variance + away * away / replies);
  }
  out.rate.standard_error = std::sqrt(variance);
  out.rate.n = static_cast<int64_t>(labelled);
  out.rate.clusters = labels;
  const double independent = std::min(worth(out.rate.value, variance, static_cast<double>(labels)), replies);
  out.rate.interval = wilson_share(out.rate.value, independent, confidence);
  out.sensitivity = share_found(parts, true, replies);
  out.specificity = share_found(parts, false, replies);
  return out;
}

}  // namespace broch::stats
