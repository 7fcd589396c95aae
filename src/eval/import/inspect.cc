// Inspect logs: one suite for each scorer, and for each key of a scorer whose values are maps; epochs are
// attempts.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "core/hash.h"
#include "core/number.h"
#include "core/text.h"
#include "eval/compare/compare.h"
#include "eval/import/builder.h"
#include "eval/import/formats.h"
#include "eval/import/inspect_log.h"
#include "eval/import/inspect_text.h"

namespace broch::eval {

namespace {

constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

/// A value as a number, by the words of Inspect's own conversion; NaN is unscored.
double score_number(const json::Value& value) {
  if (value.is_bool()) return value.as_bool() ? 1 : 0;
  if (value.is_number()) return value.as_double();
  if (!value.is_string()) return kNoScore;
  const std::string word = to_lower(trim(value.as_string()));
  if (word == "c" || word == "yes" || word == "true") return 1;
  if (word == "p") return 0.5;
  if (word == "i" || word == "n" || word == "no" || word == "false") return 0;
  return parse_number<double>(word).value_or(kNoScore);
}

/// "inspect_ai/match" is known as "match" in the samples.
std::string bare_name(std::string_view name) { return std::string(name.substr(name.rfind('/') + 1)); }

/// Metrics that have a name of ours keep it; whatever else a scorer measures is named `correct`.
std::string metric_named(const std::string& name) {
  static constexpr auto kKnown = std::to_array<std::string_view>({"insecure",         "insecure_targeted",
                                                                  "assured_insecure", "works",
                                                                  "works_and_safe",   "works_and_unsafe",
                                                                  "complied",         "fully",
                                                                  "partly",           "extremely",
                                                                  "potentially",      "not_refused",
                                                                  "refused",          "redirected",
                                                                  "no_answer",        "blocked_by_guard",
                                                                  "injected",         "attack_success",
                                                                  "utility",          "utility_under_attack",
                                                                  "leaked",           "solved"});
  return std::ranges::find(kKnown, name) != kKnown.end() ? name : "correct";
}

/// A scorer, and the key of its value where that is a map or a list.
struct Scorer {
  std::string name, key;
  auto operator<=>(const Scorer&) const = default;
  std::string label() const { return key.empty() ? name : name + "/" + key; }
};

/// The scores of one scorer, to hold against what the log itself says of them.
struct Seen {
  std::map<std::string, std::pair<double, int64_t>> by_sample;  ///< sum and count over epochs
  int64_t scored = 0;
};

class InspectReader {
 public:
  InspectReader(std::string_view bytes, const std::string& file, const ImportOptions& options)
      : bytes_(bytes), file_(file), options_(options) {}

  Result<Imported> read() {
    BROCH_TRY(InspectHeader log,
              read_inspect_log(
                  bytes_, file_, [this](const json::Value& header) { return begin(header); },
                  [this](const json::Value& sample) { return read_sample(sample); }));
    for (std::string& note : log.notes) builder_->note(std::move(note));
    for (const auto& [what, times] : log.not_mapped) builder_->count_not_mapped(what, times);
    if (scorers_.empty()) scorers_.insert(Scorer{"none", ""});
    for (const json::Value& sample : without_scores_) {
      for (const Scorer& scorer : scorers_) {
        if (applies(scorer, sample)) BROCH_CHECK(add(sample, scorer, nullptr));
      }
    }
    for (const Scorer& scorer : scorers_)
      builder_->add_suite(model_, conditions_, suite(scorer), scorer.name, part(scorer.name));
    compare_results(log.header);
    return builder_->finish(file_);
  }

 private:
  Status begin(const json::Value& header) {
    const json::Value* eval = header.find("eval");
    const auto model = eval->get_string("model"), task = eval->get_string("task");
    if (!model || !task)
      return fail(ErrorKind::kInput, "no Inspect log: `eval` has no `model` and `task`", {file_});
    model_ = *model;
    task_ = *task;
    std::string version = "unknown";
    if (const json::Value* packages = eval->find("packages")) {
      version = packages->get_string("inspect_ai").value_or(version);
      ours_ = packages->find("broch") != nullptr;
    }
    if (const json::Value* revision = eval->find("revision"))
      revision_ = revision->get_string("commit").value_or("");
    builder_.emplace("inspect", "inspect_ai " + version,
                     std::string(eval->get_string("created").value_or("")), sha256_hex(bytes_));
    version_ = version;
    read_conditions(header, *eval);
    read_scorers(header, *eval);
    builder_->count_rest(
        header, {"version", "status", "eval", "plan", "results", "samples", "reductions", "error"}, "log");
    const auto status = header.get_string("status");
    if (status && *status != "success") builder_->note("the log's status is `" + clean_name(*status) + "`");
    if (const json::Value* error = header.find("error"); error && error->get_string("message"))
      builder_->note("the run ended with: " + clean_name(*error->get_string("message")));
    if (header.get_bool("invalidated").value_or(false)) builder_->note("the log was declared invalid");
    return {};
  }

  void read_conditions(const json::Value& header, const json::Value& eval) {
    json::Object sampling;
    for (const json::Value* config :
         {eval.find("model_generate_config"), header.at_pointer("/plan/config")}) {
      if (config == nullptr || !config->is_object()) continue;
      for (const json::Member& member : config->as_object()) sampling.set(member.key, member.value);
    }
    conditions_.append("sampling", std::move(sampling));
    if (const json::Value* args = eval.find("task_args");
        args && args->is_object() && !args->as_object().empty())
      conditions_.append("task_args", *args);
    json::Array solvers;
    if (const json::Value* steps = header.at_pointer("/plan/steps"); steps && steps->is_array()) {
      for (const json::Value& step : steps->as_array()) {
        if (const auto solver = step.get_string("solver")) solvers.emplace_back(clean_name(*solver));
      }
    }
    if (!solvers.empty()) conditions_.append("solver", std::move(solvers));
  }

  /// Scorers that the log names, for samples that have no scores.
  void read_scorers(const json::Value& header, const json::Value& eval) {
    const json::Value* results = header.find("results");
    const json::Array* scores = results == nullptr ? nullptr : results->get_array("scores");
    if (scores != nullptr) {
      for (const json::Value& score : *scores) {
        const auto name = score.get_string("name");
        if (!name) continue;
        const std::string scorer = bare_name(score.get_string("scorer").value_or(*name));
        const std::string bare = bare_name(*name);
        named_.insert(bare == scorer ? Scorer{scorer, ""} : Scorer{scorer, bare});
      }
    }
    if (results != nullptr && named_.empty()) {  // version 1 has one scorer
      if (const json::Value* one = results->find("scorer"); one && one->get_string("name"))
        named_.insert({bare_name(*one->get_string("name")), ""});
    }
    const json::Array* listed = eval.get_array("scorers");
    if (listed != nullptr && named_.empty()) {
      for (const json::Value& scorer : *listed) {
        if (const auto name = scorer.get_string("name")) named_.insert({bare_name(*name), ""});
      }
    }
    scorers_ = named_;
  }

  Status read_sample(const json::Value& sample) {
    if (!sample.is_object() || sample.find("id") == nullptr)
      return fail(ErrorKind::kInput, "a sample is no object with an `id`", {file_},
                  "give the log as Inspect wrote it");
    ++samples_;
    builder_->count_rest(sample,
                         {"id", "epoch", "input", "messages", "output", "scores", "error", "model_usage",
                          "attachments", "message_pool", "events_data", "completed", "metadata"},
                         "sample");
    if (const json::Value* metadata = sample.find("metadata"))
      builder_->count_rest(*metadata, {"category", "cluster", "intent", "item"}, "sample.metadata");
    if (sample.find("limit") != nullptr && !sample.find("limit")->is_null()) ++limited_;
    const json::Value* scores = sample.find("scores");
    const json::Value* failure = sample.find("error");
    const bool failed = failure != nullptr && !failure->is_null();
    if (failed || scores == nullptr || !scores->is_object() || scores->as_object().empty()) {
      if (failed && scores != nullptr && scores->is_object() && !scores->as_object().empty())
        builder_->count_not_mapped("scores of samples that failed");
      json::Object kept;
      for (const json::Member& member : sample.as_object()) {
        if (member.key != "events" && member.key != "attachments" && member.key != "store")
          kept.append(member.key, member.value);
      }
      without_scores_.emplace_back(std::move(kept));
      return {};
    }
    for (const json::Member& score : scores->as_object()) {
      const json::Value* value = score.value.find("value");
      const std::string name = bare_name(score.key);
      builder_->count_rest(score.value, {"value", "explanation"}, "score");
      if (value != nullptr && value->is_object() && !value->as_object().empty()) {
        drop_whole(name);
        for (const json::Member& key : value->as_object())
          BROCH_CHECK(add_score(sample, {name, key.key}, score.value, key.value));
      } else if (value != nullptr && value->is_array() && !value->as_array().empty()) {
        drop_whole(name);
        for (size_t i = 0; i < value->as_array().size(); ++i)
          BROCH_CHECK(add_score(sample, {name, std::to_string(i)}, score.value, value->as_array()[i]));
      } else {
        BROCH_CHECK(add_score(sample, {name, ""}, score.value, value == nullptr ? json::Value() : *value));
      }
    }
    // Of a scorer that said nothing about a sample it is not known why.
    for (const Scorer& scorer : named_) {
      const bool there =
          std::any_of(scores->as_object().begin(), scores->as_object().end(),
                      [&](const json::Member& score) { return bare_name(score.key) == scorer.name; });
      if (!there && scorer.key.empty()) BROCH_CHECK(add(sample, scorer, nullptr));
    }
    return {};
  }

  /// A log of ours may hold metrics of benign samples and others of attacks.
  bool applies(const Scorer& scorer, const json::Value& sample) const {
    const json::Value* metadata = sample.find("metadata");
    const auto intent = metadata == nullptr ? std::nullopt : metadata->get_string("intent");
    if (!ours_ || !intent) return true;
    const auto seen = intents_.find(scorer);
    return seen == intents_.end() || seen->second.contains(std::string(*intent));
  }

  /// The header may name a scorer whose values turn out to be maps.
  void drop_whole(const std::string& name) { scorers_.erase(Scorer{name, ""}); }

  Status add_score(const json::Value& sample, const Scorer& scorer, const json::Value& score,
                   const json::Value& value) {
    constexpr size_t kMostScorers = 1000;
    scorers_.insert(scorer);
    if (const json::Value* metadata = sample.find("metadata"))
      intents_[scorer].emplace(metadata->get_string("intent").value_or(""));
    if (scorers_.size() > kMostScorers)
      return fail(ErrorKind::kInput, fmt::format("more than {} scorers and keys", kMostScorers), {file_});
    return add(sample, scorer, &value, score.get_string("explanation").value_or(""));
  }

  Status add(const json::Value& sample, const Scorer& scorer, const json::Value* value,
             std::string_view explanation = {}) {
    ForeignAttempt attempt{.model = model_,
                           .conditions = conditions_,
                           .part = part(scorer.name),
                           .record = {},
                           .numbered = true};
    AttemptRecord& record = attempt.record;
    const std::string metric = metric_of(scorer);
    fill(record, sample, metric);
    record.suite = suite(scorer);
    record.grader = scorer.name;
    const int64_t epoch = sample.get_integer("epoch").value_or(1);
    if (epoch < 1 || epoch > 1'000'000)
      return fail(ErrorKind::kInput, fmt::format("epoch {} of a sample", epoch), {file_},
                  "epochs count from 1");
    record.attempt = static_cast<uint64_t>(epoch - 1);
    const json::Value* failure = sample.find("error");
    if (failure != nullptr && !failure->is_null()) {
      fail_attempt(record, metric,
                   failure->is_string() ? failure->as_string()
                                        : failure->get_string("message").value_or("the sample failed"));
    } else {
      score(record, metric, value);
      record.grade.why = explanation;
    }
    if (!std::isnan(number_)) {
      Seen& seen = seen_[scorer];
      auto& [sum, count] = seen.by_sample[record.sample];
      sum += number_;
      ++count;
      ++seen.scored;
    }
    number_ = kNoScore;
    return builder_->add(std::move(attempt));
  }

  void score(AttemptRecord& record, const std::string& metric, const json::Value* value) {
    number_ = value == nullptr ? kNoScore : score_number(*value);
    if (!std::isfinite(number_)) {
      number_ = kNoScore;
      decide(record, metric, std::nullopt);
      return;
    }
    decide(record, metric, number_ >= options_.threshold);
    record.grade.score = number_;
    partial_ += number_ < options_.threshold && number_ != 0 ? 1 : 0;
    if (value->is_string() && to_lower(trim(value->as_string())) == "n")
      record.grade.outcome = Outcome::kNoAnswer;
  }

  void fill(AttemptRecord& record, const json::Value& sample, const std::string& metric) const {
    const json::Value& id = *sample.find("id");
    record.sample = id.is_string() ? id.as_string() : json::dump(id);
    const json::Value* input = sample.find("input");
    record.prompt = input == nullptr ? "" : foreign_text(*input);
    const json::Value* target = sample.find("target");
    record.item = content_key({task_, record.prompt, target == nullptr ? "" : json::canonical(*target)});
    record.intent = lower_is_better(metric) && metric != "refused" ? "attack" : "benign";
    record.reply = inspect_reply(sample);
    if (const json::Value* metadata = sample.find("metadata")) {
      record.category = metadata->get_string("category").value_or("");
      record.cluster = clean_name(metadata->get_string("cluster").value_or(""));
      if (ours_) {
        record.item = clean_name(metadata->get_string("item").value_or(record.item));
        record.intent = clean_name(metadata->get_string("intent").value_or(record.intent));
      }
    }
    const json::Value* usage = sample.find("model_usage");
    if (usage == nullptr || !usage->is_object()) return;
    for (const json::Member& model : usage->as_object()) {
      record.input_tokens += std::max<int64_t>(0, model.value.get_integer("input_tokens").value_or(0));
      record.output_tokens += std::max<int64_t>(0, model.value.get_integer("output_tokens").value_or(0));
    }
  }

  std::string metric_of(const Scorer& scorer) const {
    for (const std::string& unsafe : options_.unsafe) {
      if (unsafe == scorer.name || unsafe == scorer.key || unsafe == scorer.label()) return "attack_success";
    }
    return metric_named(scorer.key.empty() ? scorer.name : scorer.key);
  }

  std::string suite(const Scorer& scorer) const { return "inspect/" + task_ + "/" + scorer.label(); }
  std::string part(const std::string& scorer) const {
    return grader_part(scorer, version_ + " " + revision_);
  }

  /// The log's own mean and counts against those of the samples in it.
  void compare_results(const json::Value& header) {
    if (limited_ > 0) builder_->note(fmt::format("{} samples ran into a limit", limited_));
    if (partial_ > 0)
      builder_->note(fmt::format("{} scores lie between nothing and {}: not counted as true, kept as scores",
                                 partial_, options_.threshold));
    const json::Value* results = header.find("results");
    if (results == nullptr) return;
    if (const auto total = results->get_integer("total_samples"); total && *total != samples_)
      builder_->note(fmt::format("the log says {} samples; it holds {}", *total, samples_));
    if (const json::Array* scores = results->get_array("scores")) {
      for (const json::Value& score : *scores) compare_score(score);
    } else if (const json::Value* metrics = results->find("metrics"); metrics && seen_.empty()) {
      builder_->note("the log holds results and no samples");
      builder_->count_rest(*metrics, {}, "results.metrics");
    }
  }

  void compare_score(const json::Value& score) {
    const auto name = score.get_string("name");
    const json::Value* metrics = score.find("metrics");
    if (!name || metrics == nullptr) return;
    const std::string scorer = bare_name(score.get_string("scorer").value_or(*name));
    const Scorer of{scorer, bare_name(*name) == scorer ? "" : bare_name(*name)};
    const Seen& seen = seen_[of];
    if (const auto scored = score.get_integer("scored_samples");
        scored && *scored != static_cast<int64_t>(seen.by_sample.size()))
      builder_->note(fmt::format("{}: the log says {} scored samples; it holds {}", clean_name(of.label()),
                                 *scored, seen.by_sample.size()));
    // Other reducers than the mean have other values.
    const std::string reducer(score.get_string("reducer").value_or("mean"));
    for (const char* metric : {"accuracy", "mean"}) {
      const json::Value* claim = metrics->find(metric);
      const auto value = claim == nullptr ? std::nullopt : claim->get_double("value");
      if (!value || reducer != "mean") continue;
      double mean = 0;
      for (const auto& [sample, sum] : seen.by_sample) mean += sum.first / static_cast<double>(sum.second);
      if (!seen.by_sample.empty()) mean /= static_cast<double>(seen.by_sample.size());
      if (seen.by_sample.empty() || std::abs(mean - *value) > 1e-6)
        builder_->note(fmt::format("{}: the log says {} {}; its samples give {}", clean_name(of.label()),
                                   metric, *value,
                                   seen.by_sample.empty() ? "none" : fmt::format("{}", mean)));
    }
  }

  std::string_view bytes_;
  const std::string& file_;
  const ImportOptions& options_;
  std::optional<RunBuilder> builder_;
  std::string model_, task_, version_, revision_;
  bool ours_ = false;
  json::Object conditions_;
  std::set<Scorer> named_, scorers_;
  std::vector<json::Value> without_scores_;
  std::map<Scorer, Seen> seen_;
  std::map<Scorer, std::set<std::string>> intents_;
  double number_ = kNoScore;
  int64_t samples_ = 0, limited_ = 0, partial_ = 0;
};

}  // namespace

Result<Imported> import_inspect(std::string_view bytes, const std::string& file,
                                const ImportOptions& options) {
  return InspectReader(bytes, file, options).read();
}

}  // namespace broch::eval
