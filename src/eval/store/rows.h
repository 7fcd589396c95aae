// Between records and rows of the store.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "db/database.h"
#include "eval/store/store.h"

namespace broch::eval {

inline constexpr std::string_view kRunColumns =
    "id, status, created, program, seed, model, simulated, guard, guard_parts, judge, conditions, request";
std::vector<db::Value> run_values(const RunRecord& run);
/// Everything but the suites. A column that does not hold what it should is an error: the file was changed by
/// hand.
Result<RunRecord> read_run(const db::Row& row);

inline constexpr std::string_view kSuiteColumns =
    "name, version, digest, dataset, grader, validity, grader_parts, planned, keep";
std::vector<db::Value> suite_values(const RunRecord::SuiteRecord& suite);
Result<RunRecord::SuiteRecord> read_suite(const db::Row& row);

/// What metrics and comparisons read, and the rest.
inline constexpr std::string_view kGradeColumns =
    "suite, sample, attempt, item, cluster, twin, intent, category, slices, outcome, done_by, unsafe, score, "
    "cwe, counts, grader, truth, fingerprint";
inline constexpr std::string_view kTextColumns =
    "why, error, prompt, reply, original, input_tokens, output_tokens, micros, tries, "
    "finish_reason";
/// The sealed text of a row of `attempt`, or nothing.
inline constexpr std::string_view kSealedColumn =
    "(SELECT text FROM sealed WHERE (sealed.run, sealed.suite, sealed.sample, sealed.attempt) = "
    "(attempt.run, attempt.suite, attempt.sample, attempt.attempt))";
/// In the order of the first two lists.
std::vector<db::Value> attempt_values(const AttemptRecord& attempt);

/// Reads rows of `attempt`. Their JSON columns repeat from row to row, and are parsed once.
class AttemptReader {
 public:
  /// The columns of the first list, of the first two, or of all.
  explicit AttemptReader(Store::Columns columns) : columns_(columns) {}
  Result<AttemptRecord> read(const db::Row& row);

 private:
  template <typename T>
  using Known = std::unordered_map<std::string, T>;

  Store::Columns columns_;
  Known<std::map<std::string, std::string>> slices_;
  Known<std::vector<std::string>> cwe_;
  Known<std::vector<std::pair<std::string, std::optional<bool>>>> counts_;
};

/// "?,?,?" for as many columns as `columns` names.
std::string placeholders(std::string_view columns);

}  // namespace broch::eval
