#include "eval/bundle/record_json.h"

#include <filesystem>

namespace broch::eval {

namespace {

/// Reads members one after the other; the first that is not what it should be is the error.
class Reader {
 public:
  explicit Reader(const json::Value& value) : value_(value) {}

  std::string text(std::string_view key) {
    const auto found = value_.get_string(key);
    if (!found) note(key);
    return std::string(found.value_or(""));
  }
  int64_t integer(std::string_view key) {
    const auto found = value_.get_integer(key);
    if (!found) note(key);
    return found.value_or(0);
  }
  std::vector<std::string> strings(std::string_view key) {
    std::vector<std::string> list;
    const json::Array* array = value_.get_array(key);
    if (array == nullptr) note(key);
    for (const json::Value& item : array == nullptr ? json::Array() : *array) {
      if (!item.is_string())
        note(key);
      else
        list.push_back(item.as_string());
    }
    return list;
  }
  /// Nothing for null and for an absent member.
  std::optional<bool> flag(std::string_view key) {
    const json::Value* found = value_.find(key);
    if (found == nullptr || found->is_null()) return std::nullopt;
    if (!found->is_bool()) note(key);
    return found->is_bool() && found->as_bool();
  }
  json::Value any(std::string_view key) {
    const json::Value* found = value_.find(key);
    if (found == nullptr) note(key);
    return found == nullptr ? json::Value() : *found;
  }
  template <typename T>
  std::optional<T> word(std::string_view key, std::optional<T> (*parse)(std::string_view)) {
    if (value_.find(key) == nullptr) return std::nullopt;
    std::optional<T> found = parse(text(key));
    if (!found) note(key);
    return found;
  }
  void note(std::string_view key) {
    if (wrong_.empty()) wrong_ = key;
  }
  Status finish() const {
    if (wrong_.empty()) return {};
    return fail(ErrorKind::kInput, "`" + wrong_ + "` is missing or not what it should be");
  }

 private:
  const json::Value& value_;
  std::string wrong_;
};

}  // namespace

json::Value run_json(const RunRecord& run) {
  json::Array suites;
  for (const RunRecord::SuiteRecord& suite : run.suites) {
    suites.emplace_back(json::Object{{"name", suite.name},
                                     {"version", suite.version},
                                     {"digest", suite.digest},
                                     {"dataset", std::filesystem::path(suite.dataset).filename().string()},
                                     {"grader", suite.grader},
                                     {"validity", suite.validity},
                                     {"grader_parts", json::Value::strings(suite.grader_parts)},
                                     {"planned", suite.planned},
                                     {"keep", suite.keep}});
  }
  return json::Object{{"run", run.id},
                      {"status", run.status},
                      {"created", run.created},
                      {"program", run.program},
                      {"seed", std::to_string(run.seed)},
                      {"model", run.model},
                      {"simulated", run.simulated},
                      {"guard", run.guard},
                      {"guard_parts", json::Value::strings(run.guard_parts)},
                      {"judge", run.judge},
                      {"conditions", run.conditions},
                      {"suites", std::move(suites)}};
}

Result<RunRecord> parse_run(const json::Value& value) {
  Reader in(value);
  RunRecord run;
  run.id = in.text("run");
  run.status = in.text("status");
  run.created = in.text("created");
  run.program = in.text("program");
  run.seed = std::strtoull(in.text("seed").c_str(), nullptr, 10);
  run.model = in.text("model");
  run.simulated = in.flag("simulated").value_or(false);
  run.guard = in.text("guard");
  run.guard_parts = in.strings("guard_parts");
  run.judge = in.text("judge");
  run.conditions = in.any("conditions");
  const json::Array* suites = value.get_array("suites");
  if (suites == nullptr) in.note("suites");
  BROCH_CHECK(in.finish());
  for (const json::Value& one : *suites) {
    Reader member(one);
    RunRecord::SuiteRecord& suite = run.suites.emplace_back();
    suite.name = member.text("name");
    suite.version = member.text("version");
    suite.digest = member.text("digest");
    suite.dataset = member.text("dataset");
    suite.grader = member.text("grader");
    suite.validity = member.text("validity");
    suite.grader_parts = member.strings("grader_parts");
    suite.planned = member.integer("planned");
    suite.keep = member.text("keep");
    BROCH_CHECK(member.finish());
  }
  return run;
}

json::Value attempt_json(const AttemptRecord& attempt, const std::optional<std::string>& sealed) {
  const Grade& grade = attempt.grade;
  json::Object line{{"suite", attempt.suite},
                    {"sample", attempt.sample},
                    {"attempt", attempt.attempt},
                    {"item", attempt.item},
                    {"cluster", attempt.cluster},
                    {"twin", attempt.twin},
                    {"intent", attempt.intent},
                    {"category", attempt.category},
                    {"slices", json::Value::string_map(attempt.slices)},
                    {"outcome", name(grade.outcome)},
                    {"unsafe", grade.unsafe},
                    {"score", grade.score},
                    {"why", grade.why},
                    {"cwe", json::Value::strings(grade.cwe)},
                    {"values", values_json(grade)},
                    {"grader", attempt.grader},
                    {"error", attempt.error},
                    {"prompt", attempt.prompt},
                    {"reply", attempt.reply},
                    {"original", attempt.original},
                    {"fingerprint", attempt.fingerprint},
                    {"finish_reason", attempt.finish_reason},
                    {"input_tokens", attempt.input_tokens},
                    {"output_tokens", attempt.output_tokens},
                    {"micros", attempt.micros},
                    {"tries", attempt.tries}};
  if (grade.by) line.append("by", name(*grade.by));
  if (attempt.truth) line.append("truth", name(*attempt.truth));
  if (!attempt.truth_also.empty()) line.append("truth_also", json::Value::strings(attempt.truth_also));
  if (sealed) line.append("sealed", *sealed);
  return line;
}

Result<AttemptRecord> parse_attempt(const json::Value& value) {
  Reader in(value);
  AttemptRecord attempt;
  Grade& grade = attempt.grade;
  attempt.suite = in.text("suite");
  attempt.sample = in.text("sample");
  attempt.attempt = static_cast<uint64_t>(in.integer("attempt"));
  attempt.item = in.text("item");
  attempt.cluster = in.text("cluster");
  attempt.twin = in.text("twin");
  attempt.intent = in.text("intent");
  attempt.category = in.text("category");
  const json::Value slices = in.any("slices"), values = in.any("values");
  if (!slices.is_object() || !values.is_object()) {
    in.note("values");
  } else {
    for (const json::Member& member : slices.as_object()) {
      if (!member.value.is_string())
        in.note("slices");
      else
        attempt.slices[member.key] = member.value.as_string();
    }
    Reader metrics(values);
    for (const json::Member& member : values.as_object()) {
      grade.values.emplace_back(member.key, metrics.flag(member.key));
    }
    BROCH_CHECK(metrics.finish());
  }
  grade.outcome = in.word("outcome", parse_outcome).value_or(Outcome::kError);
  grade.by = in.word("by", parse_by);
  grade.unsafe = in.flag("unsafe");
  grade.score = value.get_double("score").value_or(0);
  grade.why = in.text("why");
  grade.cwe = in.strings("cwe");
  attempt.grader = in.text("grader");
  attempt.error = in.text("error");
  attempt.truth = in.word("truth", parse_outcome);
  if (value.find("truth_also") != nullptr) attempt.truth_also = in.strings("truth_also");
  attempt.prompt = in.text("prompt");
  attempt.reply = in.text("reply");
  attempt.original = in.text("original");
  attempt.fingerprint = in.text("fingerprint");
  attempt.finish_reason = in.text("finish_reason");
  attempt.input_tokens = in.integer("input_tokens");
  attempt.output_tokens = in.integer("output_tokens");
  attempt.micros = in.integer("micros");
  attempt.tries = in.integer("tries");
  BROCH_CHECK(in.finish());
  return attempt;
}

}  // namespace broch::eval
