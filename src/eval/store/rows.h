// Between records and rows of the store.
#pragma once

#include <string_view>
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
    "name, version, digest, dataset, grader, validity, grader_parts, planned";
std::vector<db::Value> suite_values(const RunRecord::SuiteRecord& suite);
Result<RunRecord::SuiteRecord> read_suite(const db::Row& row);

inline constexpr std::string_view kAttemptColumns =
    "suite, sample, attempt, item, cluster, twin, intent, category, slices, outcome, done_by, unsafe, score, "
    "why, "
    "cwe, counts, grader, error, truth, prompt, reply, original, fingerprint, input_tokens, output_tokens, "
    "micros, "
    "tries";
std::vector<db::Value> attempt_values(const AttemptRecord& attempt);
Result<AttemptRecord> read_attempt(const db::Row& row);

/// "?,?,?" for as many columns as `columns` names.
std::string placeholders(std::string_view columns);

}  // namespace broch::eval
