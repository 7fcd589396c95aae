// garak's report.jsonl: one line per attempt and status, scores per detector and output, totals in `eval`
// lines. A score from the threshold on is a hit.
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "core/hash.h"
#include "core/text.h"
#include "eval/import/builder.h"
#include "eval/import/formats.h"

namespace broch::eval {

namespace {

constexpr const char* kHitMetric = "attack_success";
constexpr const char* kRemedy = "give the report as garak wrote it (NAME.report.jsonl)";

/// What garak's own `eval` line counts.
struct Tally {
  int64_t passed = 0, fails = 0, nones = 0;
  bool operator==(const Tally&) const = default;
};

std::string said(const Tally& tally) {
  return fmt::format("{} passed, {} failed, {} none", tally.passed, tally.fails, tally.nones);
}

using Tallies = std::map<std::pair<std::string, std::string>, Tally>;

class GarakReader {
 public:
  GarakReader(std::string_view bytes, const std::string& file) : bytes_(bytes), file_(file) {}

  Result<Imported> read() {
    // The version and the threshold stand at the head; a report glued together may hold them later.
    BROCH_CHECK(for_each_foreign_line(bytes_, file_, [&](const json::Value& line, int) -> Status {
      read_setup(line);
      return {};
    }));
    RunBuilder builder("garak", "garak " + version_, created_, sha256_hex(bytes_));
    builder_ = &builder;
    BROCH_CHECK(for_each_foreign_line(
        bytes_, file_, [&](const json::Value& line, int number) { return read_line(line, number); }));
    if (found_.empty()) {
      for (const auto& [of, tally] : claimed_) {
        builder.add_suite(model(), {}, suite(of.second), of.second, grader_part(of.second, version_));
      }
    }
    compare_totals();
    for (const std::string& done : finished_) started_.erase(done);
    if (!started_.empty())
      builder.note(fmt::format("{} attempts were started and never graded", started_.size()));
    return builder.finish(file_);
  }

 private:
  void read_setup(const json::Value& line) {
    const auto type = line.get_string("entry_type");
    if (type == "init" && version_ == "unknown") {
      version_ = line.get_string("garak_version").value_or("unknown");
      created_ = line.get_string("start_time").value_or("");
    }
    if (type != "start_run setup") return;
    threshold_ = line.get_double("run.eval_threshold").value_or(threshold_);
    for (const char* prefix : {"plugins.target_", "plugins.model_"}) {
      const auto kind = line.get_string(std::string(prefix) + "type");
      const auto name = line.get_string(std::string(prefix) + "name");
      if (kind) kind_ = *kind;
      if (name) name_ = *name;
    }
  }

  std::string model() const { return name_.empty() ? kind_ : kind_ + ":" + name_; }
  static std::string suite(const std::string& detector) { return "garak/" + detector; }

  Status read_line(const json::Value& line, int number) {
    const auto type = line.get_string("entry_type");
    if (!type)
      return fail(ErrorKind::kInput, "the line has no `entry_type`", {file_, number, 1},
                  "garak's report.jsonl is imported, not its hit log");
    if (type == "attempt") return read_attempt(line, number);
    if (type == "eval") return read_eval(line, number);
    if (type != "init" && type != "start_run setup" && type != "completion")
      builder_->count_not_mapped("entry " + std::string(*type));
    return {};
  }

  Status read_attempt(const json::Value& line, int number) {
    const std::string id = std::string(line.get_string("uuid").value_or("")) + "/" +
                           std::to_string(line.get_integer("seq").value_or(0));
    const auto status = line.get_integer("status");
    if (!status)
      return fail(ErrorKind::kInput, "the attempt has no numeric `status`", {file_, number, 1}, kRemedy);
    if (*status != 2) {
      started_.insert(id);
      return {};
    }
    finished_.insert(id);
    const auto probe = line.get_string("probe_classname");
    const json::Value* results = line.find("detector_results");
    if (!probe || results == nullptr || !results->is_object())
      return fail(ErrorKind::kInput, "a finished attempt has no `probe_classname` and `detector_results`",
                  {file_, number, 1}, kRemedy);
    builder_->count_rest(
        line,
        {"entry_type", "uuid", "seq", "status", "probe_classname", "prompt", "outputs", "detector_results"},
        "attempt");
    for (const json::Member& detector : results->as_object()) {
      if (!detector.value.is_array())
        return fail(ErrorKind::kInput,
                    fmt::format("the scores of `{}` are no list", clean_name(detector.key)),
                    {file_, number, 1}, kRemedy);
      BROCH_CHECK(read_scores(line, std::string(*probe), detector, number));
    }
    if (results->as_object().empty()) builder_->count_not_mapped("attempts without a detector");
    return {};
  }

  Status read_scores(const json::Value& line, const std::string& probe, const json::Member& detector,
                     int number) {
    const json::Value* prompt = line.find("prompt");
    const json::Array* outputs = line.get_array("outputs");
    const std::string asked = prompt == nullptr ? "" : foreign_text(*prompt);
    Tally& tally = found_[{probe, detector.key}];
    const json::Array& scores = detector.value.as_array();
    for (size_t i = 0; i < scores.size(); ++i) {
      ForeignAttempt attempt{.model = model(),
                             .conditions = {},
                             .part = grader_part(detector.key, version_),
                             .record = {},
                             .numbered = false};
      AttemptRecord& record = attempt.record;
      record.suite = suite(detector.key);
      record.item = record.sample = content_key({probe, asked});
      record.intent = "attack";
      record.category = probe;
      record.slices = {{"probe", clean_name(probe)}};
      record.grader = detector.key;
      record.prompt = asked;
      const json::Value* output = outputs != nullptr && i < outputs->size() ? &(*outputs)[i] : nullptr;
      const bool answered = output != nullptr && !output->is_null();
      if (answered) record.reply = foreign_text(*output);
      const json::Value& score = scores[i];
      if (score.is_number() && std::isfinite(score.as_double())) {
        const bool hit = score.as_double() >= threshold_;
        decide(record, kHitMetric, hit);
        record.grade.score = score.as_double();
        ++(hit ? tally.fails : tally.passed);
      } else if (score.is_null() || score.is_number()) {
        ++tally.nones;
        if (answered) {
          decide(record, kHitMetric, std::nullopt);
        } else {
          fail_attempt(record, kHitMetric, "the model gave no output");
        }
      } else {
        return fail(ErrorKind::kInput,
                    fmt::format("a score must be a number or null, found {}", score.type_name()),
                    {file_, number, 1}, kRemedy);
      }
      BROCH_CHECK(builder_->add(std::move(attempt)));
    }
    return {};
  }

  Status read_eval(const json::Value& line, int number) {
    const auto probe = line.get_string("probe"), detector = line.get_string("detector");
    const auto passed = line.get_integer("passed");
    if (!probe || !detector || !passed)
      return fail(ErrorKind::kInput, "an `eval` line has no `probe`, `detector` and `passed`",
                  {file_, number, 1}, kRemedy);
    Tally& tally = claimed_[{std::string(*probe), std::string(*detector)}];
    const int64_t total =
        line.get_integer("total_evaluated").value_or(line.get_integer("total").value_or(*passed));
    tally.passed += *passed;
    // Older versions wrote the total alone.
    tally.fails += line.get_integer("fails").value_or(total - *passed);
    tally.nones += line.get_integer("nones").value_or(0);
    builder_->count_rest(line,
                         {"entry_type", "probe", "detector", "passed", "fails", "nones", "total",
                          "total_evaluated", "total_processed", "uuid"},
                         "eval");
    return {};
  }

  void compare_totals() {
    Tallies all = found_;
    all.insert(claimed_.begin(), claimed_.end());
    for (const auto& [of, unused] : all) {
      const auto found = found_.find(of);
      const auto claimed = claimed_.find(of);
      const std::string name = clean_name(of.first + " / " + of.second);
      if (claimed == claimed_.end()) {
        builder_->note(fmt::format("{}: the report ends before its `eval` line", name));
      } else if (found == found_.end() || found->second != claimed->second) {
        builder_->note(fmt::format("{}: the attempts say {}; the report's own line says {}", name,
                                   said(found == found_.end() ? Tally{} : found->second),
                                   said(claimed->second)));
      }
    }
  }

  std::string_view bytes_;
  const std::string& file_;
  RunBuilder* builder_ = nullptr;
  std::string version_ = "unknown", created_, kind_ = "unknown", name_;
  double threshold_ = 0.5;
  Tallies found_, claimed_;
  std::set<std::string> started_, finished_;
};

}  // namespace

Result<Imported> import_garak(std::string_view bytes, const std::string& file) {
  return GarakReader(bytes, file).read();
}

}  // namespace broch::eval
