// A judge whose verdicts people checked on a part of the replies, in some strata more than in others: its
// sensitivity and specificity, and what people would say of all replies.
//
//   // 429 called positive, 263 of them checked; 221 called negative, 81 checked.
//   std::vector<stats::VerifiedStratum> strata{{429, true, {231, 263}}, {221, false, {27, 81}}};
//   auto v = stats::verified(strata);
//   v->sensitivity.value;                                    // .836; the checked ones alone say .895
//
// Who checks mostly what the judge calls positive sees a judge that misses little. Each stratum is weighted
// by its replies instead (Begg & Greenes 1983, Biometrics 39:207).
#pragma once

#include <optional>
#include <span>

#include "stats/estimate.h"
#include "stats/judge.h"

namespace broch::stats {

/// One stratum: `replies` of which the judge all said the same, and what people said of those they were
/// given, drawn at random; replies >= human.trials >= 0.
struct VerifiedStratum {
  int64_t replies = 0;
  bool judged = false;
  Count human;
};

/// `rate` is the share of positives among the replies of the strata that have labels: each stratum's own,
/// weighted by its replies, which is the prediction-powered estimate within strata (Angelopoulos et al. 2023;
/// Fisch et al. 2024). Its interval is Wilson's for as many replies as its error is worth. `left_out` replies
/// are in strata without labels. A share of which nothing was labelled has n 0.
struct Verified {
  Estimate rate;
  Share sensitivity, specificity;
  int64_t left_out = 0;
};

/// Errors by the delta method, with the chance of who was drawn and of which replies there are. A stratum in
/// which all labels agree counts more labels of each kind in its error, unless all of it was checked.
/// `design_effect` >= 1 says how many replies are worth one because they are alike. Nothing without labels.
std::optional<Verified> verified(std::span<const VerifiedStratum> strata, double design_effect = 1,
                                 double confidence = 0.95);

}  // namespace broch::stats
