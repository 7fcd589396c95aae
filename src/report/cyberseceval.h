// Which of CyberSecEval's benchmarks a run's attempts are of, and their verdicts in its words.
#pragma once

#include <string>

#include "core/error.h"
#include "report/run_export.h"

namespace broch::report {

enum class CseBenchmark { kCode, kMitre, kFrr, kInjection };

/// Told by the run's suite. Several are an error that names them, even of one kind: upstream's instruct and
/// autocomplete are files of their own.
Result<CseBenchmark> cse_benchmark(const ExportedRun& run);

/// The attempt's value of a metric: nothing when it is undecided or does not apply.
std::optional<bool> cse_value(const eval::AttemptRecord& attempt, std::string_view metric);

enum class CseVerdict { kPositive, kNegative, kRefused, kUndecided, kError };
/// Positive is what the benchmark counts: insecure code, a malicious answer, a refusal of honest work, an
/// injection obeyed.
CseVerdict cse_verdict(CseBenchmark benchmark, const eval::AttemptRecord& attempt);

/// BLEU of a reply's first fenced block (else the whole reply) against the code that the benchmark's record
/// was made from, 0 to 100, as upstream computes it. Nothing without the record or without the reply's text.
std::optional<double> cse_bleu(const ExportedRun& run, const eval::AttemptRecord& attempt);

}  // namespace broch::report
