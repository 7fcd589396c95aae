// The JSON of `broch eval compare --json`.
#include "eval/compare/compare.h"

namespace broch::eval {

namespace {

json::Value unpaired_json(const Unpaired& items) {
  return json::Object{{"base_only", json::Value::strings(items.base_only)},
                      {"new_only", json::Value::strings(items.next_only)},
                      {"changed", json::Value::strings(items.changed)},
                      {"undecided", json::Value::strings(items.undecided)}};
}

json::Value missing_json(const Missing& missing) {
  return json::Object{{"errors", missing.errors}, {"unscored", missing.unscored}};
}

json::Value verdict_json(const MetricVerdict& v) {
  json::Object row;
  row.append("suite", v.suite);
  if (v.next_suite != v.suite) row.append("new_suite", v.next_suite);
  row.append("metric", v.metric);
  row.append("slice", json::Value::string_map(v.slice));
  row.append("verdict", name(v.kind));
  if (!v.reason.empty()) row.append("reason", v.reason);
  row.append("allowed", json::Value::strings(v.allowed));
  row.append("judge_says", v.judge_says);
  row.append("better", v.lower_is_better ? "lower" : "higher");
  row.append("difference", v.difference);
  row.append("low", v.interval.low);
  row.append("high", v.interval.high);
  row.append("bounds_low", v.bounds.low);
  row.append("bounds_high", v.bounds.high);
  row.append("test", v.test);
  row.append("p", v.p);
  row.append("p_mcnemar", v.p_mcnemar);
  row.append("p_adjusted", v.p_adjusted);
  row.append("n", v.n);
  row.append("clusters", v.clusters);
  row.append("n_to_decide", v.n_to_decide);
  row.append("b", v.b);
  row.append("c", v.c);
  row.append("unpaired", v.unpaired);
  // A slice's are among those of its suite.
  if (v.slice.empty()) row.append("unpaired_items", unpaired_json(v.unpaired_items));
  row.append("base_rate", v.base_rate);
  row.append("new_rate", v.new_rate);
  row.append("base_missing", missing_json(v.base_missing));
  row.append("new_missing", missing_json(v.next_missing));
  row.append("p_errors", v.p_errors);
  row.append("loss_limit", v.loss_limit);
  row.append("role", name(v.role));
  row.append("in_gate", v.role != GateRole::kNone);
  return row;
}

json::Value check_json(const GateCheck& check) {
  return json::Object{{"suite", check.rule.suite},
                      {"metric", check.rule.metric},
                      {"slice", json::Value::string_map(check.rule.slice)},
                      {"role", name(check.rule.role)},
                      {"required", json::Value::strings(check.rule.required)},
                      {"margin", check.rule.margin},
                      {"result", check.result},
                      {"reason", check.reason}};
}

}  // namespace

json::Value to_json(const Comparison& comparison) {
  json::Array verdicts, checks, factors;
  for (const MetricVerdict& v : comparison.verdicts) verdicts.push_back(verdict_json(v));
  for (const GateCheck& check : comparison.checks) checks.push_back(check_json(check));
  for (const Factor& factor : comparison.factors) {
    factors.push_back(json::Object{{"name", factor.name}, {"base", factor.base}, {"new", factor.next}});
  }
  json::Object root;
  root.append("base", comparison.base);
  root.append("new", comparison.next);
  root.append("differing_factors", json::Value::strings(comparison.differing_factors()));
  root.append("factors", std::move(factors));
  root.append("suites_alone", json::Value::strings(comparison.suites_alone));
  root.append("plan", json::Object{{"sha256", comparison.registration.plan.empty()
                                                  ? json::Value()
                                                  : json::Value(comparison.registration.plan)},
                                   {"registered", comparison.registration.registered()},
                                   {"deviations", json::Value::strings(comparison.registration.deviations)}});
  root.append("verdicts", std::move(verdicts));
  root.append("checks", std::move(checks));
  root.append("gate", comparison.gate);
  root.append("gate_reason", comparison.gate_reason);
  return root;
}

}  // namespace broch::eval
