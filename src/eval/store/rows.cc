#include "eval/store/rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace broch::eval {

namespace {

db::Value flag(const std::optional<bool>& value) {
  if (!value) return std::monostate{};
  return int64_t{*value ? 1 : 0};
}

std::optional<bool> read_flag(const db::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.integer(column) != 0;
}

std::string dump(const std::vector<std::string>& list) { return json::dump(json::Value::strings(list)); }

Error damaged(std::string_view column, std::string_view text) {
  return {ErrorKind::kInput,
          fmt::format("the store holds `{}` in column `{}`", ellipsize(text, 60), column),
          {},
          "the file was changed by another program; restore it from a copy"};
}

Result<json::Value> parse_column(const db::Row& row, int column, std::string_view name) {
  const std::string text = row.text(column);
  auto value = json::parse(text);
  if (!value) return std::unexpected(damaged(name, text));
  return value;
}

Result<std::vector<std::string>> read_strings(const db::Row& row, int column, std::string_view name) {
  BROCH_TRY(const json::Value value, parse_column(row, column, name));
  std::vector<std::string> list;
  if (!value.is_array()) return std::unexpected(damaged(name, row.text(column)));
  for (const json::Value& item : value.as_array()) {
    if (!item.is_string()) return std::unexpected(damaged(name, row.text(column)));
    list.push_back(item.as_string());
  }
  return list;
}

Result<std::map<std::string, std::string>> read_slices(const db::Row& row, int column) {
  BROCH_TRY(const json::Value value, parse_column(row, column, "slices"));
  if (!value.is_object()) return std::unexpected(damaged("slices", row.text(column)));
  std::map<std::string, std::string> slices;
  for (const json::Member& member : value.as_object()) {
    if (!member.value.is_string()) return std::unexpected(damaged("slices", row.text(column)));
    slices[member.key] = member.value.as_string();
  }
  return slices;
}

Result<std::vector<std::pair<std::string, std::optional<bool>>>> read_counts(const db::Row& row, int column) {
  BROCH_TRY(const json::Value value, parse_column(row, column, "counts"));
  if (!value.is_object()) return std::unexpected(damaged("counts", row.text(column)));
  std::vector<std::pair<std::string, std::optional<bool>>> values;
  for (const json::Member& member : value.as_object()) {
    std::optional<bool> counts;
    if (member.value.is_bool()) counts = member.value.as_bool();
    values.emplace_back(member.key, counts);
  }
  return values;
}

/// More different texts than this are no repetition.
constexpr size_t kMostKnown = 4096;

/// What `parse` makes of the column, or made of the same text before.
template <typename T, typename Parse>
Result<T> known_or(std::unordered_map<std::string, T>& known, const db::Row& row, int column,
                   const Parse& parse) {
  std::string text = row.text(column);
  if (const auto found = known.find(text); found != known.end()) return found->second;
  BROCH_TRY(T value, parse(row, column));
  if (known.size() < kMostKnown) known.emplace(std::move(text), value);
  return value;
}

}  // namespace

std::string placeholders(std::string_view columns) {
  std::string text = "?";
  for (const char c : columns) {
    if (c == ',') text += ",?";
  }
  return text;
}

std::vector<db::Value> run_values(const RunRecord& run) {
  // SQLite's integers are signed: the seed keeps its bits.
  return {run.id,
          run.status,
          run.created,
          run.program,
          static_cast<int64_t>(run.seed),
          run.model,
          int64_t{run.simulated ? 1 : 0},
          run.guard,
          dump(run.guard_parts),
          run.judge,
          json::dump(run.conditions),
          json::dump(run.request)};
}

Result<RunRecord> read_run(const db::Row& row) {
  RunRecord run;
  run.id = row.text(0);
  run.status = row.text(1);
  run.created = row.text(2);
  run.program = row.text(3);
  run.seed = static_cast<uint64_t>(row.integer(4));
  run.model = row.text(5);
  run.simulated = row.integer(6) != 0;
  run.guard = row.text(7);
  BROCH_TRY(run.guard_parts, read_strings(row, 8, "guard_parts"));
  run.judge = row.text(9);
  BROCH_TRY(run.conditions, parse_column(row, 10, "conditions"));
  BROCH_TRY(run.request, parse_column(row, 11, "request"));
  return run;
}

std::vector<db::Value> suite_values(const RunRecord::SuiteRecord& suite) {
  return {suite.name,
          suite.version,
          suite.digest,
          suite.dataset,
          suite.grader,
          suite.validity,
          dump(suite.grader_parts),
          suite.planned,
          suite.keep};
}

Result<RunRecord::SuiteRecord> read_suite(const db::Row& row) {
  RunRecord::SuiteRecord suite;
  suite.name = row.text(0);
  suite.version = row.text(1);
  suite.digest = row.text(2);
  suite.dataset = row.text(3);
  suite.grader = row.text(4);
  suite.validity = row.text(5);
  BROCH_TRY(suite.grader_parts, read_strings(row, 6, "grader_parts"));
  suite.planned = row.integer(7);
  suite.keep = row.text(8);
  return suite;
}

std::vector<db::Value> attempt_values(const AttemptRecord& attempt) {
  const Grade& grade = attempt.grade;
  db::Value by = std::monostate{};
  if (grade.by) by = std::string(name(*grade.by));
  db::Value truth = std::monostate{};
  if (attempt.truth) {
    std::vector<std::string> words = attempt.truth_also;
    words.insert(words.begin(), name(*attempt.truth));
    truth = join(words, " ");
  }
  return {attempt.suite,
          attempt.sample,
          static_cast<int64_t>(attempt.attempt),
          attempt.item,
          attempt.cluster,
          attempt.twin,
          attempt.intent,
          attempt.category,
          json::dump(json::Value::string_map(attempt.slices)),
          std::string(name(grade.outcome)),
          by,
          flag(grade.unsafe),
          grade.score,
          dump(grade.cwe),
          json::dump(values_json(grade)),
          attempt.grader,
          truth,
          attempt.fingerprint,
          grade.why,
          attempt.error,
          attempt.prompt,
          attempt.reply,
          attempt.original,
          attempt.input_tokens,
          attempt.output_tokens,
          attempt.micros,
          attempt.tries,
          attempt.finish_reason};
}

Result<AttemptRecord> AttemptReader::read(const db::Row& row) {
  AttemptRecord attempt;
  Grade& grade = attempt.grade;
  attempt.suite = row.text(0);
  attempt.sample = row.text(1);
  attempt.attempt = static_cast<uint64_t>(row.integer(2));
  attempt.item = row.text(3);
  attempt.cluster = row.text(4);
  attempt.twin = row.text(5);
  attempt.intent = row.text(6);
  attempt.category = row.text(7);
  BROCH_TRY(attempt.slices, known_or(slices_, row, 8, read_slices));
  const auto outcome = parse_outcome(row.text(9));
  if (!outcome) return std::unexpected(damaged("outcome", row.text(9)));
  grade.outcome = *outcome;
  if (!row.is_null(10)) {
    grade.by = parse_by(row.text(10));
    if (!grade.by) return std::unexpected(damaged("done_by", row.text(10)));
  }
  grade.unsafe = read_flag(row, 11);
  grade.score = row.real(12);
  BROCH_TRY(grade.cwe, known_or(cwe_, row, 13,
                                [](const db::Row& r, int column) { return read_strings(r, column, "cwe"); }));
  BROCH_TRY(grade.values, known_or(counts_, row, 14, read_counts));
  attempt.grader = row.text(15);
  if (!row.is_null(16)) {
    const std::string text = row.text(16);
    const std::vector<std::string_view> words = split(text, ' ');
    attempt.truth = parse_outcome(words.front());
    if (!attempt.truth) return std::unexpected(damaged("truth", text));
    attempt.truth_also.assign(words.begin() + 1, words.end());
  }
  attempt.fingerprint = row.text(17);
  if (columns_ == Store::Columns::kGrades) return attempt;
  grade.why = row.text(18);
  attempt.error = row.text(19);
  attempt.prompt = row.text(20);
  attempt.reply = row.text(21);
  attempt.original = row.text(22);
  attempt.input_tokens = row.integer(23);
  attempt.output_tokens = row.integer(24);
  attempt.micros = row.integer(25);
  attempt.tries = row.integer(26);
  attempt.finish_reason = row.text(27);
  if (columns_ == Store::Columns::kSealed) attempt.sealed = row.text(28);
  return attempt;
}

}  // namespace broch::eval
