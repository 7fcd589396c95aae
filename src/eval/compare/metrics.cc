#include "eval/compare/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "eval/compare/compare.h"
#include "eval/compare/items.h"
#include "eval/condition/recorded.h"
#include "stats/cluster.h"

namespace broch::eval {

Metric rate_of(const MetricItems& of) {
  Metric metric;
  metric.metric = of.metric;
  std::vector<double> means;
  std::vector<int64_t> clusters;
  double k = 0, low = 0, high = 0, truth = 0;
  int64_t truth_items = 0;
  for (const ItemValue& item : of.items) {
    metric.n += item.decided;
    metric.errors += item.errors;
    metric.unscored += item.unscored;
    k += item.sum;
    low += item.mean_if(0);
    high += item.mean_if(1);
    if (item.decided > 0) {
      means.push_back(item.mean());
      clusters.push_back(item.cluster);
    }
    if (item.truths > 0) {
      ++truth_items;
      truth += item.truth_sum / static_cast<double>(item.truths);
    }
  }
  metric.k = static_cast<int64_t>(k);
  const stats::Estimate estimate = stats::clustered_rate(means, clusters);
  metric.clusters = estimate.clusters;
  metric.rate = estimate.value;
  metric.interval = estimate.interval;
  const auto items = static_cast<double>(of.items.size());
  metric.best = lower_is_better(of.metric) ? low / items : high / items;
  metric.worst = lower_is_better(of.metric) ? high / items : low / items;
  if (truth_items > 0) metric.true_rate = truth / static_cast<double>(truth_items);
  return metric;
}

bool needs_works(const Metric& metric) {
  constexpr std::array<std::string_view, 3> kInsecure{"insecure", "insecure_targeted", "assured_insecure"};
  return std::find(kInsecure.begin(), kInsecure.end(), metric.metric) != kInsecure.end();
}

std::string works_text(const Metric& metric) {
  return metric.works ? fmt::format("works {:.1f} %", 100 * *metric.works) : "works: not tested";
}

namespace {

/// Puts the rate of code that works beside those of insecure code; all metrics are of one slice.
void add_works(std::span<Metric> of_slice) {
  const auto works = std::find_if(of_slice.begin(), of_slice.end(),
                                  [](const Metric& one) { return one.metric == "works" && one.n > 0; });
  if (works == of_slice.end()) return;
  for (Metric& metric : of_slice) {
    if (needs_works(metric)) metric.works = works->rate;
  }
}

void add_metrics(const RunRecord& run, const RunRecord::SuiteRecord& suite, const NumberedRun& numbered,
                 const SliceRows& slice, std::vector<Metric>& all) {
  const size_t before = all.size();
  for (const MetricItems& items : metric_items(numbered, slice.rows, suite.grader)) {
    Metric metric = rate_of(items);
    metric.suite = suite.name;
    metric.slice = slice.slice;
    metric.self_graded = self_graded(run, suite, metric.metric, slice.slice);
    metric.judge_says = judge_says(suite, metric.metric);
    metric.validity = suite.validity;
    if (within_a_cell(run, slice.slice)) metric.pass = pass_curve(items);
    all.push_back(std::move(metric));
  }
  add_works(std::span(all).subspan(before));
}

}  // namespace

std::vector<Metric> metrics(const RunRecord& run, const std::vector<AttemptRecord>& attempts) {
  std::vector<Metric> all;
  const NumberedRuns numbered(std::array{&attempts});
  for (const RunRecord::SuiteRecord& suite : run.suites) {
    for (const SliceRows& slice : slices_of(numbered[0], suite.name))
      add_metrics(run, suite, numbered[0], slice, all);
  }
  return all;
}

std::vector<Metric> metrics_of(const RunRecord& run, const std::vector<AttemptRecord>& attempts,
                               const std::map<std::string, std::string>& slice) {
  std::vector<Metric> all;
  const NumberedRuns numbered(std::array{&attempts});
  for (const RunRecord::SuiteRecord& suite : run.suites)
    add_metrics(run, suite, numbered[0], {slice, rows_of(attempts, suite.name)}, all);
  return all;
}

std::string slice_text(const std::map<std::string, std::string>& slice) {
  std::string text;
  for (const auto& [key, value] : slice) text += " " + key + "=" + value;
  return text;
}

std::string heading(const std::string& metric) {
  if (metric == "complied" || metric == "injected" || metric == "attack_success") return metric + " (ASR)";
  if (metric == "refused") return "refused (over-refusal, FRR)";
  return metric;
}

namespace {

json::Value pass_json(const std::vector<PassAt>& curve) {
  json::Array points;
  for (const PassAt& at : curve) {
    points.emplace_back(json::Object{{"k", at.k},
                                     {"rate", at.rate},
                                     {"low", at.interval.low},
                                     {"high", at.interval.high},
                                     {"items", at.items}});
  }
  return points;
}

}  // namespace

json::Value to_json(const RunRecord& run, const std::vector<Metric>& metrics) {
  json::Array rows;
  for (const Metric& metric : metrics) {
    json::Object row;
    row.append("suite", metric.suite);
    row.append("metric", metric.metric);
    row.append("slice", json::Value::string_map(metric.slice));
    row.append("k", metric.k);
    row.append("n", metric.n);
    row.append("clusters", metric.clusters);
    row.append("rate", metric.n > 0 ? json::Value(metric.rate) : json::Value());
    row.append("low", metric.interval.low);
    row.append("high", metric.interval.high);
    row.append("best", metric.best);
    row.append("worst", metric.worst);
    row.append("errors", metric.errors);
    row.append("unscored", metric.unscored);
    row.append("self_graded", metric.self_graded);
    row.append("judge_says", metric.judge_says);
    row.append("validity", metric.validity);
    row.append("covered_only", covered_only(metric));
    if (metric.true_rate) row.append("true_rate", *metric.true_rate);
    if (needs_works(metric)) row.append("works_rate", metric.works);
    if (!metric.pass.empty()) row.append("pass_at", pass_json(metric.pass));
    rows.emplace_back(std::move(row));
  }
  json::Object root;
  root.append("run", run.id);
  root.append("status", run.status);
  root.append("model", run.model);
  root.append("guard", run.guard);
  root.append("simulated", run.simulated);
  root.append("conditions", run.conditions);
  root.append("metrics", std::move(rows));
  return root;
}

}  // namespace broch::eval
