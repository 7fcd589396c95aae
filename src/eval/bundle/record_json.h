// Runs and attempts as a bundle holds them (docs/formats/bundle.md), and back.
#pragma once

#include "core/json.h"
#include "eval/store/store.h"

namespace broch::eval {

/// Without `request`: it names paths of the machine the run was made on. Of a data set, its file's name
/// alone.
json::Value run_json(const RunRecord& run);
Result<RunRecord> parse_run(const json::Value& value);

/// `sealed` is the digest of the sealed text, or nothing.
json::Value attempt_json(const AttemptRecord& attempt, const std::optional<std::string>& sealed);
/// All that attempt_json() writes but `sealed`.
Result<AttemptRecord> parse_attempt(const json::Value& value);

}  // namespace broch::eval
