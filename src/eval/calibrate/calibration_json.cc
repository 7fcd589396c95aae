// A calibration as JSON: docs/calibration.md.
#include "eval/calibrate/calibration.h"
#include "stats/rate.h"

namespace broch::eval {

namespace {

json::Object slice_json(const GradedSlice& of) {
  const bool by_category = of.by == kByCategory;
  json::Object out{{"run", of.run},
                   {"model", of.model},
                   {"suite", of.suite},
                   {"metric", of.metric},
                   {"category", by_category && !of.group.empty() ? json::Value(of.group) : json::Value()}};
  if (!by_category && !of.group.empty()) out.append("slice", json::Object{{of.by, of.group}});
  return out;
}

json::Value share_json(const stats::Share& share) {
  if (share.n <= 0) return nullptr;
  const stats::Interval interval = stats::wilson_share(share.value, share.n);
  return json::Object{{"value", share.value}, {"low", interval.low}, {"high", interval.high}, {"n", share.n}};
}

json::Value difference_json(double difference, const stats::Interval& interval) {
  return json::Object{{"difference", difference}, {"low", interval.low}, {"high", interval.high}};
}

json::Value errors_json(const GraderErrors& errors) {
  const stats::Estimate& rate = errors.verified.rate;
  json::Object out = slice_json(errors.of);
  out.append("labels", errors.labels);
  out.append("positive", errors.positive);
  out.append("contested", errors.contested);
  out.append("sensitivity", share_json(errors.verified.sensitivity));
  out.append("specificity", share_json(errors.verified.specificity));
  out.append("judge_says", share_json(errors.judged));
  out.append("undecided", errors.undecided);
  out.append("corrected", json::Object{{"method", "prediction-powered"},
                                       {"rate", rate.value},
                                       {"low", rate.interval.low},
                                       {"high", rate.interval.high},
                                       {"standard_error", rate.standard_error},
                                       {"left_out", errors.verified.left_out}});
  return out;
}

json::Value claim_json(const Claim& claim) {
  return json::Object{
      {"suite", claim.first.suite},
      {"metric", claim.first.metric},
      {"runs", json::Array{claim.first.run, claim.second.run}},
      {"models", json::Array{claim.first.model, claim.second.model}},
      {"verdict", claim.comparable ? "comparable" : "not-comparable"},
      {"sensitivity", difference_json(claim.sensitivity_difference, claim.sensitivity_interval)},
      {"specificity", difference_json(claim.specificity_difference, claim.specificity_interval)},
      {"p", claim.p}};
}

json::Value agreement_json(const Agreement& agreement) {
  json::Object out{{"labellers", json::Array{agreement.first, agreement.second}},
                   {"attempts", agreement.attempts}};
  if (agreement.kappa) {
    out.append("observed", agreement.kappa->observed);
    out.append("kappa", agreement.kappa->value);
    out.append("low", agreement.kappa->interval.low);
    out.append("high", agreement.kappa->interval.high);
  } else {
    out.append("kappa", nullptr);
  }
  return out;
}

}  // namespace

json::Value to_json(const Calibration& calibration) {
  json::Array errors, agreements, claims;
  for (const GraderErrors& one : calibration.errors) errors.push_back(errors_json(one));
  for (const Agreement& one : calibration.agreements) agreements.push_back(agreement_json(one));
  for (const Claim& one : calibration.claims) claims.push_back(claim_json(one));
  return json::Object{{"graders", std::move(errors)},       {"agreement", std::move(agreements)},
                      {"claims", std::move(claims)},        {"margin", calibration.margin},
                      {"contested", calibration.contested}, {"open", calibration.open}};
}

json::Value to_json(const std::vector<Correction>& corrections) {
  json::Array out;
  for (const Correction& one : corrections) {
    json::Object row = slice_json(one.of);
    row.append("judge_says", share_json(one.judged));
    if (one.rate) {
      row.append("corrected", json::Object{{"method", "rogan-gladen"},
                                           {"rate", one.rate->value},
                                           {"low", one.rate->interval.low},
                                           {"high", one.rate->interval.high},
                                           {"standard_error", one.rate->standard_error},
                                           {"outside", one.rate->outside}});
    } else {
      row.append("corrected", nullptr);
      row.append("why", one.why);
    }
    out.emplace_back(std::move(row));
  }
  return json::Object{{"rates", std::move(out)}};
}

}  // namespace broch::eval
