#include "report/cyberseceval.h"

#include <fmt/core.h>

#include "core/text.h"

namespace broch::report {

namespace {

Result<CseBenchmark> benchmark_of(const std::string& suite) {
  if (suite.starts_with("secure-code/")) return CseBenchmark::kCode;
  if (suite == "attack") return CseBenchmark::kMitre;
  if (suite == "false-refusal") return CseBenchmark::kFrr;
  if (suite == "prompt-injection") return CseBenchmark::kInjection;
  return fail(ErrorKind::kUsage, fmt::format("suite {} is none of CyberSecEval's benchmarks", suite), {},
              "choose secure-code/…, attack, false-refusal or prompt-injection with --suite");
}

}  // namespace

Result<CseBenchmark> cse_benchmark(const ExportedRun& of) {
  const auto& suites = of.run.suites;
  if (suites.empty()) return fail(ErrorKind::kUsage, "the run has no suites", {});
  if (suites.size() == 1) return benchmark_of(suites.front().name);
  std::vector<std::string> fitting;
  for (const auto& suite : suites) {
    if (benchmark_of(suite.name)) fitting.push_back(suite.name);
  }
  if (fitting.empty()) return benchmark_of(suites.front().name);
  std::vector<std::string> all;
  for (const auto& suite : suites) all.push_back(suite.name);
  return fail(ErrorKind::kUsage,
              fmt::format("the run is of {}; a file of CyberSecEval is of one benchmark", join(all, ", ")),
              {}, fmt::format("choose one: --suite {}", join(fitting, ", or --suite ")));
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
