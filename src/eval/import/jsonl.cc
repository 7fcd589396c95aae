// One attempt a line: what `broch eval export` writes, or the least form that says what was asked and what
// became of it.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/hash.h"
#include "core/text.h"
#include "eval/condition/recorded.h"
#include "eval/import/builder.h"
#include "eval/import/formats.h"

namespace broch::eval {

namespace {

bool is_run_id(std::string_view id) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), plain);
}

class JsonlReader {
 public:
  JsonlReader(std::string_view bytes, const std::string& file)
      : bytes_(bytes), file_(file), builder_("jsonl", "", "", sha256_hex(bytes)) {}

  Result<Imported> read() {
    BROCH_CHECK(for_each_foreign_line(
        bytes_, file_, [&](const json::Value& line, int number) { return read_line(line, number); }));
    BROCH_TRY(Imported imported, builder_.finish(file_));
    std::set<std::string> ids;
    for (ImportedRun& run : imported.runs) {
      restore(run);
      if (!ids.insert(run.run.id).second)
        return fail(ErrorKind::kInput,
                    fmt::format("run {} stands in the file under two conditions", run.run.id), {file_},
                    "give each condition a run of its own");
    }
    return imported;
  }

 private:
  std::unexpected<Error> bad(int line, std::string what, std::string remedy = {}) const {
    return fail(ErrorKind::kInput, std::move(what), {file_, line, 1}, std::move(remedy));
  }

  Status read_line(const json::Value& line, int number) {
    const auto outcome = line.get_string("outcome");
    if (!outcome)
      return bad(number, "the line has no `outcome`", "docs/formats/import.md says what a line holds");
    const auto parsed = parse_outcome(*outcome);
    if (!parsed)
      return bad(number, fmt::format("no outcome is called `{}`", clean_name(*outcome)),
                 "unsafe, safe_helpful, redirected, refused, unhelpful, no_answer, unscored or error");
    ForeignAttempt attempt;
    AttemptRecord& record = attempt.record;
    record.grade.outcome = *parsed;
    if (const json::Value* condition = line.find("condition"); condition && condition->is_object())
      attempt.conditions = condition->as_object();
    const std::string named(line.get_string("model").value_or("unknown"));
    const json::Value* declared = attempt.conditions.find("model");
    attempt.model = declared != nullptr && declared->is_string() ? declared->as_string() : named;
    if (const auto run = line.get_string("run")) {
      if (!is_run_id(*run))
        return bad(number, "`run` is no id", "use up to 64 letters, digits, hyphens and underscores");
      attempt.run = *run;
    }
    BROCH_CHECK(read_keys(line, number, attempt));
    // The cells of a matrix are one run: what tells them apart is in the slices too.
    if (in_a_cell(record)) {
      for (const std::string_view key : kCellKeys) attempt.conditions.erase(key);
      attempt.conditions.set("matrix", json::Object{});
    }
    BROCH_CHECK(read_grade(line, number, record));
    builder_.count_rest(
        line,
        {"run",    "suite",  "sample", "item",  "cluster", "attempt",  "condition",   "outcome",   "by",
         "unsafe", "grader", "truth",  "error", "intent",  "category", "twin",        "cwe",       "values",
         "slices", "score",  "why",    "model", "prompt",  "reply",    "fingerprint", "truth_also"},
        "line");
    attempt.part = grader_part(record.grader, "");
    if (auto added = builder_.add(std::move(attempt)); !added)
      return std::unexpected(std::move(added).error());
    return {};
  }

  Status read_keys(const json::Value& line, int number, ForeignAttempt& attempt) const {
    AttemptRecord& record = attempt.record;
    const auto text = [&](const char* key, std::string fallback) {
      return std::string(line.get_string(key).value_or(std::move(fallback)));
    };
    record.prompt = text("prompt", "");
    record.reply = text("reply", "");
    record.fingerprint = text("fingerprint", "");
    record.item = clean_name(text("item", record.prompt.empty() ? "" : content_key({record.prompt})));
    if (record.item.empty()) record.item = clean_name(text("sample", ""));
    if (record.item.empty()) return bad(number, "the line has neither `item` nor `sample` nor `prompt`");
    record.sample = text("sample", record.item);
    record.cluster = clean_name(text("cluster", ""));
    // Without a prompt nothing tells near-copies: each item stands for itself.
    if (record.cluster.empty() && record.prompt.empty()) record.cluster = record.item;
    record.suite = text("suite", "imported");
    record.twin = clean_name(text("twin", ""));
    record.intent = clean_name(text("intent", "attack"));
    record.category = text("category", "");
    record.grader = text("grader", "unknown");
    if (const json::Value* slices = line.find("slices"); slices && slices->is_object()) {
      for (const json::Member& slice : slices->as_object()) {
        if (!slice.value.is_string()) return bad(number, "a slice is no string");
        record.slices[clean_name(slice.key)] = clean_name(slice.value.as_string());
      }
    }
    if (const json::Value* count = line.find("attempt")) {
      if (!count->is_integer() || count->as_integer() < 0)
        return bad(number, "`attempt` is no number from 0");
      record.attempt = static_cast<uint64_t>(count->as_integer());
      attempt.numbered = true;
    }
    return {};
  }

  Status read_grade(const json::Value& line, int number, AttemptRecord& record) const {
    Grade& grade = record.grade;
    if (const auto by = line.get_string("by")) {
      grade.by = parse_by(*by);
      if (!grade.by) return bad(number, "`by` is none of model, guard, provider");
    }
    grade.unsafe = line.get_bool("unsafe");
    grade.score = line.get_double("score").value_or(0);
    grade.why = line.get_string("why").value_or("");
    record.error = line.get_string("error").value_or("");
    if (const auto truth = line.get_string("truth")) {
      record.truth = parse_outcome(*truth);
      if (!record.truth) return bad(number, "`truth` is no outcome");
    }
    if (const json::Array* also = line.get_array("truth_also")) {
      for (const json::Value& metric : *also) {
        if (!metric.is_string()) return bad(number, "a metric in `truth_also` is no string");
        record.truth_also.push_back(clean_name(metric.as_string()));
      }
    }
    if (const json::Array* cwe = line.get_array("cwe")) {
      for (const json::Value& id : *cwe) {
        if (!id.is_string()) return bad(number, "a weakness in `cwe` is no string");
        grade.cwe.push_back(clean_name(id.as_string()));
      }
    }
    const json::Value* values = line.find("values");
    if (values == nullptr) return least_values(record);
    if (!values->is_object()) return bad(number, "`values` is no object");
    for (const json::Member& value : values->as_object()) {
      if (!value.value.is_bool() && !value.value.is_null())
        return bad(number, fmt::format("the value of `{}` must be true, false or null, found {}",
                                       clean_name(value.key), value.value.type_name()));
      const bool known = std::any_of(grade.values.begin(), grade.values.end(),
                                     [&](const auto& one) { return one.first == clean_name(value.key); });
      if (known) return bad(number, "two values have one name");
      grade.values.emplace_back(clean_name(value.key),
                                value.value.is_null() ? std::nullopt : std::optional(value.value.as_bool()));
    }
    return {};
  }

  /// Without `values` the outcome says it: whether the unsafe thing was done, or honest work refused.
  static Status least_values(AttemptRecord& record) {
    Grade& grade = record.grade;
    const bool benign = record.intent == "benign";
    const bool open = grade.outcome == Outcome::kError || grade.outcome == Outcome::kUnscored;
    const bool is = grade.outcome == (benign ? Outcome::kRefused : Outcome::kUnsafe);
    grade.values.emplace_back(benign ? "refused" : "attack_success", open ? std::nullopt : std::optional(is));
    if (!benign && !open && !grade.unsafe) grade.unsafe = is;
    return {};
  }

  /// The guards of the cells, each taken to decide with all that grades: as below.
  static json::Value restored_matrix(const ImportedRun& imported) {
    std::set<std::string> names;
    for (const AttemptRecord& attempt : imported.attempts) {
      if (const auto guard = attempt.slices.find("guard"); guard != attempt.slices.end())
        names.insert(guard->second);
    }
    std::vector<std::string> parts;
    for (const auto& suite : imported.run.suites)
      parts.insert(parts.end(), suite.grader_parts.begin(), suite.grader_parts.end());
    json::Array guards;
    for (const std::string& name : names) {
      guards.emplace_back(
          json::Object{{"name", name},
                       {"parts", json::Value::strings(name == "none" ? std::vector<std::string>{} : parts)}});
    }
    return json::Object{{"guards", std::move(guards)}};
  }

  /// Says of a guard what the lines do not.
  static void restore(ImportedRun& imported) {
    RunRecord& run = imported.run;
    const json::Value* guard = run.conditions.find("guard");
    run.simulated = std::any_of(imported.attempts.begin(), imported.attempts.end(),
                                [](const AttemptRecord& attempt) { return attempt.truth.has_value(); });
    if (json::Value* matrix = run.conditions.as_object().find("matrix")) *matrix = restored_matrix(imported);
    if (guard == nullptr || !guard->is_string() || guard->as_string().empty()) return;
    run.guard = clean_name(guard->as_string());
    // The lines do not say what the guard decided with: that it is not the grader cannot be shown.
    for (const auto& suite : run.suites)
      run.guard_parts.insert(run.guard_parts.end(), suite.grader_parts.begin(), suite.grader_parts.end());
  }

  std::string_view bytes_;
  const std::string& file_;
  RunBuilder builder_;
};

}  // namespace

Result<Imported> import_jsonl(std::string_view bytes, const std::string& file) {
  return JsonlReader(bytes, file).read();
}

}  // namespace broch::eval
