#include "eval/suite/selftest.h"

#include <fmt/format.h>

#include <atomic>

#include "core/thread_pool.h"

namespace broch::eval {

std::vector<SelftestRow> selftest(const sandbox::Sandbox& sandbox, const std::vector<CodeTask>& tasks,
                                  Progress::Mode mode) {
  std::vector<SelftestRow> rows;
  for (const CodeTask& task : tasks) {
    for (const bool secure : {true, false}) {
      for (const TestKind kind : {TestKind::kFunctional, TestKind::kSecurity}) {
        SelftestRow row{task.id, task.language, task.cwe, secure, kind, {}, {}};
        if (!secure && kind == TestKind::kSecurity) row.expected = TestResult::kFailed;
        rows.push_back(std::move(row));
      }
    }
  }
  const size_t rows_per_task = 4;
  Progress progress("selftest", rows.size(), "test runs", mode);
  std::atomic<size_t> wrong{0};
  parallel_for(rows.size(), 0, [&](size_t i) {
    SelftestRow& row = rows[i];
    const CodeTask& task = tasks[i / rows_per_task];
    const std::string& reference = row.secure ? task.secure : task.insecure;
    Result<TestRun> run = fail(ErrorKind::kInput, "the task has no such reference");
    if (!reference.empty()) run = run_test(sandbox, task, row.kind, reference);
    if (run) {
      row.run = *std::move(run);
    } else {
      row.run.why = run.error().what;
    }
    if (!row.as_expected()) ++wrong;
    progress.advance(1, wrong == 0 ? "" : fmt::format("{} not as expected", wrong.load()));
  });
  return rows;
}

}  // namespace broch::eval
