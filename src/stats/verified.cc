#include "stats/verified.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/cluster.h"
#include "stats/rate.h"

namespace broch::stats {

namespace {

/// A stratum with labels: its part of all replies, the share of positives and the variance of that share.
/// `careful` is the share, or where all labels of a part of the replies agree, that with half a label more of
/// each kind.
struct Part {
  double weight;
  bool judged;
  double positive;
  double careful;
  double variance;
  double per_label;  ///< replies that one label stands for
  Count human;
};

bool leaves_open(const VerifiedStratum& stratum) {
  const Count& count = stratum.human;
  return (count.hits == 0 || count.hits == count.trials) && count.trials < stratum.replies;
}

double careful_share(const VerifiedStratum& stratum) {
  const Count& count = stratum.human;
  if (!leaves_open(stratum)) return count.share();
  return (static_cast<double>(count.hits) + 0.5) / (static_cast<double>(count.trials) + 1);
}

double variance_of(const VerifiedStratum& stratum) {
  Count count = stratum.human;
  if (leaves_open(stratum)) {
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

/// Of the replies that people call `positive`, those the judge calls so too: a ratio of two sums over strata.
/// What it is worth is reckoned with `careful` shares: no positive among 60 of 1,700 replies is not none.
Share share_found(const std::vector<Part>& parts, bool positive, double replies) {
  const auto side = [&](double share) { return positive ? share : 1 - share; };
  double found = 0, all = 0, careful_found = 0, careful_all = 0, labels = 0, squares = 0;
  for (const Part& part : parts) {
    const auto hits = static_cast<double>(positive ? part.human.hits : part.human.trials - part.human.hits);
    all += part.weight * side(part.positive);
    careful_all += part.weight * side(part.careful);
    if (part.judged == positive) {
      found += part.weight * side(part.positive);
      careful_found += part.weight * side(part.careful);
    }
    labels += part.per_label * hits;
    squares += part.per_label * part.per_label * hits;
  }
  if (all <= 0) return {};
  const double share = careful_found / careful_all;
  double variance = 0;
  for (const Part& part : parts) {
    const double residual = (part.judged == positive ? 1 : 0) - share, of = side(part.careful);
    variance += part.weight * residual * residual * (part.weight * part.variance + of * of / replies) /
                (careful_all * careful_all);
  }
  return {found / all, std::min(worth(share, variance, labels * labels / squares), replies * all)};
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
    parts.push_back({replies / labelled, stratum.judged, stratum.human.share(), careful_share(stratum),
                     variance_of(stratum), replies / static_cast<double>(stratum.human.trials),
                     stratum.human});
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
