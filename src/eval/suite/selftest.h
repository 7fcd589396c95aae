// Whether tasks and samples measure what they say: a task's secure reference passes both tests, its insecure
// one works and is unsafe; the reference of a sample whose code is read alone is graded as secure.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "core/progress.h"
#include "eval/suite/sample.h"
#include "eval/suite/task_folder.h"
#include "sandbox/sandbox.h"

namespace broch::eval {

/// One reference answer under one test.
struct SelftestRow {
  std::string task, language, cwe;
  bool secure = false;  ///< which reference
  TestKind kind = TestKind::kFunctional;
  TestResult expected = TestResult::kPassed;
  TestRun run;

  bool as_expected() const { return run.result == expected; }
};

/// Four rows per task, in the order of the tasks. What cannot be run (a compiler or the reference is not
/// there) is a row with an error.
std::vector<SelftestRow> selftest(const sandbox::Sandbox& sandbox, const std::vector<CodeTask>& tasks,
                                  Progress::Mode progress);

/// The reference answer of a sample that has no tests, graded as a reply that holds nothing else.
struct ReferenceRow {
  std::string sample, language, cwe;
  std::string fault;  ///< why it is not secure code; "" when it is

  bool as_expected() const { return fault.empty(); }
};

/// One row per sample. A reference that is missing, does not parse or could not be graded has a fault, too.
Result<std::vector<ReferenceRow>> selftest(const std::vector<Sample>& samples, Progress::Mode progress);

}  // namespace broch::eval
