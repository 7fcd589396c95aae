// Whether tasks measure what they say: the secure reference passes both tests, the insecure one works and is
// unsafe.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "core/progress.h"
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

}  // namespace broch::eval
