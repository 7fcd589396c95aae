// A run as JUnit XML. Whether a rate is good enough is for the gate of `broch eval compare` to say: here
// a case passes when it is a rate at all.
#include <fmt/core.h>

#include "report/junit.h"
#include "report/run_export.h"

namespace broch::report {
namespace {

JunitCase case_of(const eval::Metric& metric) {
  JunitCase one{.classname = metric.suite, .name = metric.metric};
  const auto add = [&](const char* name, std::string value) {
    one.properties.emplace_back(name, std::move(value));
  };
  add("k", std::to_string(metric.k));
  add("n", std::to_string(metric.n));
  add("clusters", std::to_string(metric.clusters));
  add("errors", std::to_string(metric.errors));
  add("unscored", std::to_string(metric.unscored));
  add("low", fmt::format("{:.6f}", metric.interval.low));
  add("high", fmt::format("{:.6f}", metric.interval.high));
  add("best", fmt::format("{:.6f}", metric.best));
  add("worst", fmt::format("{:.6f}", metric.worst));
  add("validity", metric.validity);
  if (metric.self_graded) add("self_graded", "true");
  if (metric.judge_says) add("judge_says", "true");
  if (metric.n == 0) {
    one.status = JunitStatus::kError;
    one.type = "undecided";
    one.message = fmt::format("nothing was decided: {} errors, {} unscored", metric.errors, metric.unscored);
    return one;
  }
  add("rate", fmt::format("{:.6f}", metric.rate));
  one.text = fmt::format("{} of {}, rate {:.4f}, 95 % interval {:.4f} to {:.4f}; {} errors, {} unscored",
                         metric.k, metric.n, metric.rate, metric.interval.low, metric.interval.high,
                         metric.errors, metric.unscored);
  return one;
}

}  // namespace

std::string run_junit(const ExportedRun& of) {
  std::vector<JunitSuite> suites;
  for (const auto& suite : of.run.suites) {
    JunitSuite out{.name = suite.name, .timestamp = of.run.created.substr(0, 19)};
    out.properties = {
        {"run", of.run.id}, {"model", of.run.model}, {"guard", of.run.guard}, {"grader", suite.grader}};
    if (of.run.simulated) out.properties.emplace_back("simulated", "true");
    for (const eval::Metric& metric : of.metrics) {
      if (metric.suite == suite.name && metric.slice.empty()) out.cases.push_back(case_of(metric));
    }
    suites.push_back(std::move(out));
  }
  return junit("broch eval " + of.run.id, suites);
}

}  // namespace broch::report
