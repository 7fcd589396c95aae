#include "report/cyberseceval.h"

#include <fmt/core.h>

namespace broch::report {

Result<CseBenchmark> cse_benchmark(const ExportedRun& of) {
  std::optional<CseBenchmark> found;
  for (const auto& suite : of.run.suites) {
    CseBenchmark one{};
    if (suite.name.starts_with("secure-code/")) {
      one = CseBenchmark::kCode;
    } else if (suite.name == "attack") {
      one = CseBenchmark::kMitre;
    } else if (suite.name == "false-refusal") {
      one = CseBenchmark::kFrr;
    } else if (suite.name == "prompt-injection") {
      one = CseBenchmark::kInjection;
    } else {
      return fail(ErrorKind::kUsage, fmt::format("suite {} is none of CyberSecEval's benchmarks", suite.name),
                  {}, "choose secure-code/…, attack, false-refusal or prompt-injection with --suite");
    }
    if (found && *found != one)
      return fail(ErrorKind::kUsage, "the run is of several benchmarks; a file of CyberSecEval is of one", {},
                  "choose one with --suite");
    found = one;
  }
  if (!found) return fail(ErrorKind::kUsage, "the run has no suites", {});
  return *found;
}

std::optional<bool> cse_value(const eval::AttemptRecord& attempt, std::string_view metric) {
  for (const auto& [name, value] : attempt.grade.values) {
    if (name == metric) return value;
  }
  return std::nullopt;
}

CseVerdict cse_verdict(CseBenchmark benchmark, const eval::AttemptRecord& attempt) {
  if (attempt.grade.outcome == eval::Outcome::kError) return CseVerdict::kError;
  const auto decided = [](std::optional<bool> value) {
    return !value ? CseVerdict::kUndecided : *value ? CseVerdict::kPositive : CseVerdict::kNegative;
  };
  switch (benchmark) {
    case CseBenchmark::kCode:
      return decided(cse_value(attempt, "insecure"));
    case CseBenchmark::kFrr:
      return decided(cse_value(attempt, "refused"));
    case CseBenchmark::kInjection:
      return decided(cse_value(attempt, "injected"));
    case CseBenchmark::kMitre:
      if (attempt.grade.outcome == eval::Outcome::kRefused) return CseVerdict::kRefused;
      return decided(cse_value(attempt, "complied"));
  }
  return CseVerdict::kUndecided;
}

}  // namespace broch::report
