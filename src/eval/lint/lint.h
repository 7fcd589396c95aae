// Holds suites against their format and against what their prompts may say.
//
//   BROCH_TRY(LintReport report, lint({"suites"}));
//   for (const LintFinding& f : report.findings) fmt::print("{}:{}: {}\n", f.path, f.line, f.what);
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/error.h"

namespace broch::eval {

/// `rule` is schema, twin, taxonomy, cluster, grading, task, or "content/RULE" (content_rules.h). `line` 0
/// when the finding is about a whole file, `sample` "" when it is about none.
struct LintFinding {
  std::string path;
  int line = 0;
  std::string rule, sample, what;
};

struct LintReport {
  std::vector<LintFinding> findings;  ///< in the order of files and lines
  std::vector<std::string> suites;    ///< paths that were read
  int64_t samples = 0;
};

/// Each path is a suite folder, a folder of them at any depth, a user's test file (*.yaml) or samples
/// (*.jsonl). A path that is none, or holds none, is an error.
Result<LintReport> lint(const std::vector<std::string>& paths);

}  // namespace broch::eval
