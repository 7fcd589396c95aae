// A run as a log of Inspect, version 2.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/version.h"
#include "report/run_export.h"

namespace broch::report {
namespace {

/// How a suite is called as a scorer. An imported log's suites are "inspect/TASK/SCORER" or
/// "inspect/TASK/SCORER/KEY"; TASK may hold slashes itself, so the grader tells where the scorer begins.
struct ScorerName {
  std::string task, scorer, key;
  bool imported = false;
};

ScorerName scorer_name(const eval::RunRecord::SuiteRecord& suite) {
  static constexpr std::string_view kPrefix = "inspect/";
  // Inspect takes what stands before a slash for the name of a package.
  std::string plain = suite.name;
  std::replace(plain.begin(), plain.end(), '/', '.');
  ScorerName name{.task = suite.name, .scorer = std::move(plain), .key = {}};
  if (!suite.name.starts_with(kPrefix)) return name;
  const std::string_view rest = std::string_view(suite.name).substr(kPrefix.size());
  const std::string in = "/" + suite.grader;
  for (size_t at = rest.rfind(in); at != std::string_view::npos && at > 0; at = rest.rfind(in, at - 1)) {
    const std::string_view after = rest.substr(at + in.size());
    if (!after.empty() && after.front() != '/') continue;
    return {.task = std::string(rest.substr(0, at)),
            .scorer = suite.grader,
            .key = std::string(after.empty() ? after : after.substr(1)),
            .imported = true};
  }
  return name;
}

/// What Inspect calls a sample, put together from the suites that graded it.
struct LogSample {
  const eval::AttemptRecord* first = nullptr;
  std::string id;
  json::Object scores;  ///< scorer -> {value, …}
  std::string error;
};

class InspectLogWriter {
 public:
  explicit InspectLogWriter(const ExportedRun& of) : of_(of) {
    for (const auto& suite : of.run.suites) names_.emplace(suite.name, scorer_name(suite));
  }

  std::string write() {
    collect();
    json::Array samples;
    for (const std::string& key : order_) samples.push_back(sample_json(samples_.at(key)));
    const auto total = static_cast<int64_t>(samples.size());
    json::Object results{
        {"total_samples", total}, {"completed_samples", total - errors_}, {"scores", scores_json()}};
    const json::Object log{{"version", 2},
                           {"status", of_.run.status == "complete" ? "success" : "cancelled"},
                           {"eval", eval_json()},
                           {"plan", plan_json()},
                           {"results", std::move(results)},
                           {"stats", json::Object{{"started_at", created()},
                                                  {"completed_at", created()},
                                                  {"model_usage", json::Object{}}}},
                           {"samples", std::move(samples)}};
    return json::dump(log, 1) + "\n";
  }

 private:
  /// One entry of `results.scores`, gathered while samples are written.
  struct Totals {
    std::map<std::string, std::pair<double, int64_t>> by_sample;
    std::map<std::string, bool> unscored;
  };

  void collect() {
    for (const eval::AttemptRecord& attempt : of_.attempts) {
      const ScorerName& name = names_.at(attempt.suite);
      const std::string key = attempt.sample + "\n" + std::to_string(attempt.attempt);
      const auto [found, is_new] = samples_.try_emplace(key);
      LogSample& sample = found->second;
      if (is_new) {
        order_.push_back(key);
        sample.first = &attempt;
        sample.id = attempt.sample;
      }
      if (attempt.grade.outcome == eval::Outcome::kError) {
        errors_ += sample.error.empty() ? 1 : 0;
        sample.error = attempt.error.empty() ? "error" : attempt.error;
        continue;
      }
      if (name.imported) {
        add_own_score(sample, name, attempt);
      } else {
        add_values(sample, name, attempt);
      }
    }
  }

  void add_own_score(LogSample& sample, const ScorerName& name, const eval::AttemptRecord& attempt) {
    const std::string label = name.key.empty() ? name.scorer : name.key;
    if (attempt.grade.outcome == eval::Outcome::kUnscored) {
      totals_[{name.scorer, label}].unscored[sample.id] = true;
      return;
    }
    count({name.scorer, label}, sample.id, attempt.grade.score);
    if (name.key.empty()) {
      sample.scores.set(name.scorer, score_json(attempt.grade.score, attempt));
      return;
    }
    json::Object values;
    if (const json::Value* known = sample.scores.find(name.scorer))
      values = known->find("value")->as_object();
    values.set(name.key, attempt.grade.score);
    sample.scores.set(name.scorer, score_json(std::move(values), attempt));
  }

  /// What was not decided is null; a metric that does not apply is not there.
  void add_values(LogSample& sample, const ScorerName& name, const eval::AttemptRecord& attempt) {
    json::Object values;
    for (const auto& [metric, value] : attempt.grade.values) {
      if (!value) {
        totals_[{name.scorer, metric}].unscored[sample.id] = true;
        values.append(metric, nullptr);
        continue;
      }
      values.append(metric, *value ? 1 : 0);
      count({name.scorer, metric}, sample.id, *value ? 1 : 0);
    }
    if (!values.empty()) sample.scores.set(name.scorer, score_json(std::move(values), attempt));
  }

  static json::Value score_json(json::Value value, const eval::AttemptRecord& attempt) {
    json::Object score{{"value", std::move(value)}};
    if (!attempt.grade.why.empty()) score.append("explanation", attempt.grade.why);
    score.append("metadata", json::Object{{"outcome", eval::name(attempt.grade.outcome)}});
    return score;
  }

  void count(const std::pair<std::string, std::string>& scorer, const std::string& sample, double value) {
    auto& [sum, times] = totals_[scorer].by_sample[sample];
    sum += value;
    ++times;
  }

  json::Value sample_json(const LogSample& sample) const {
    const eval::AttemptRecord& attempt = *sample.first;
    json::Object out{
        {"id", sample.id},
        {"epoch", attempt.attempt + 1},
        {"input", attempt.prompt},
        {"target", ""},
        {"messages", json::Array{json::Object{{"role", "user"}, {"content", attempt.prompt}},
                                 json::Object{{"role", "assistant"}, {"content", attempt.reply}}}},
        {"output", output_json(attempt)},
        {"scores", sample.scores},
        {"metadata", json::Object{{"category", attempt.category},
                                  {"cluster", attempt.cluster},
                                  {"intent", attempt.intent},
                                  {"item", attempt.item}}},
        {"store", json::Object{}},
        {"events", json::Array{}},
        {"model_usage", json::Object{{of_.run.model, usage_json(attempt)}}},
        {"attachments", json::Object{}}};
    if (!sample.error.empty()) {
      out.append("error", json::Object{{"message", sample.error}, {"traceback", ""}, {"traceback_ansi", ""}});
    }
    return out;
  }

  json::Value output_json(const eval::AttemptRecord& attempt) const {
    const json::Object message{{"role", "assistant"}, {"content", attempt.reply}};
    return json::Object{
        {"model", of_.run.model},
        {"choices", json::Array{json::Object{{"message", message}, {"stop_reason", "stop"}}}}};
  }

  static json::Value usage_json(const eval::AttemptRecord& attempt) {
    return json::Object{{"input_tokens", attempt.input_tokens},
                        {"output_tokens", attempt.output_tokens},
                        {"total_tokens", attempt.input_tokens + attempt.output_tokens}};
  }

  json::Array scores_json() const {
    json::Array out;
    for (const auto& [scorer, totals] : totals_) {
      double mean = 0;
      for (const auto& [sample, sum] : totals.by_sample) mean += sum.first / static_cast<double>(sum.second);
      int64_t unscored = 0;
      for (const auto& [sample, unused] : totals.unscored)
        unscored += totals.by_sample.contains(sample) ? 0 : 1;
      json::Object metrics;
      if (!totals.by_sample.empty()) {
        mean /= static_cast<double>(totals.by_sample.size());
        metrics.append("mean", json::Object{{"name", "mean"}, {"value", mean}, {"params", json::Object{}}});
      }
      out.push_back(json::Object{{"name", scorer.second},
                                 {"scorer", scorer.first},
                                 {"scored_samples", totals.by_sample.size()},
                                 {"unscored_samples", unscored},
                                 {"params", json::Object{}},
                                 {"metrics", std::move(metrics)}});
    }
    return out;
  }

  std::string task() const { return names_.empty() ? "none" : names_.begin()->second.task; }

  std::string created() const { return of_.run.created.empty() ? "1970-01-01T00:00:00Z" : of_.run.created; }

  json::Value eval_json() const {
    int64_t samples = 0;
    for (const auto& suite : of_.run.suites) samples += suite.planned;
    json::Array scorers;
    std::map<std::string, bool> named;
    for (const auto& [suite, name] : names_) {
      if (named.emplace(name.scorer, true).second) scorers.push_back(json::Object{{"name", name.scorer}});
    }
    return json::Object{
        {"run_id", of_.run.id},
        {"created", created()},
        {"task", task()},
        {"task_id", of_.run.id},
        {"task_version", 0},
        {"dataset", json::Object{{"name", task()}, {"samples", samples}}},
        {"model", of_.run.model},
        {"config", json::Object{}},
        {"packages", json::Object{{"broch", version()}}},
        {"scorers", std::move(scorers)},
        {"metadata",
         json::Object{{"guard", of_.run.guard}, {"judge", of_.run.judge}, {"simulated", of_.run.simulated}}}};
  }

  json::Value plan_json() const {
    const json::Value* sampling = of_.run.conditions.find("sampling");
    return json::Object{
        {"name", "plan"},
        {"steps", json::Array{json::Object{{"solver", "generate"}, {"params", json::Object{}}}}},
        {"config", sampling != nullptr && sampling->is_object() ? *sampling : json::Value(json::Object{})}};
  }

  const ExportedRun& of_;
  std::map<std::string, ScorerName> names_;
  std::map<std::string, LogSample> samples_;
  std::vector<std::string> order_;
  std::map<std::pair<std::string, std::string>, Totals> totals_;
  int64_t errors_ = 0;
};

}  // namespace

Result<std::string> run_inspect(const ExportedRun& of) {
  std::set<std::string> tasks;
  for (const auto& suite : of.run.suites) tasks.insert(scorer_name(suite).task);
  if (tasks.size() > 1)
    return fail(ErrorKind::kUsage,
                fmt::format("a log of Inspect is of one task; the run has {} suites", tasks.size()), {},
                "choose one with --suite");
  return InspectLogWriter(of).write();
}

}  // namespace broch::report
