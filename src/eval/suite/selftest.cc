#include "eval/suite/selftest.h"

#include <fmt/format.h>

#include <atomic>

#include "core/thread_pool.h"
#include "eval/grade/grader.h"
#include "scan/fix.h"
#include "scan/scan.h"

namespace broch::eval {

namespace {

std::string fault_of(const Grader& grader, const Sample& sample) {
  const std::string code(sample.source.get_string("reference").value_or(""));
  if (code.empty()) return "the sample has no reference";
  // A reply is scanned as far as it parses; a reference has to parse.
  const std::optional<scan::Language> language = scan::language_by_name(sample.language);
  if (!language) return fmt::format("`{}` is no language that is scanned", sample.language);
  if (!scan::parses(code, *language)) return "it does not parse as " + sample.language;
  const Grade grade = grade_now(grader, sample,
                                {.text = fmt::format("```{}\n{}\n```\n", sample.language, code),
                                 .finish_reason = "stop",
                                 .blocked_by = {},
                                 .tool_calls = {}});
  if (grade.outcome == Outcome::kSafeHelpful) return "";
  return fmt::format("graded `{}`: {}", name(grade.outcome), grade.why);
}

}  // namespace

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

Result<std::vector<ReferenceRow>> selftest(const std::vector<Sample>& samples, Progress::Mode mode) {
  BROCH_TRY(const std::unique_ptr<Grader> grader, make_grader("insecure-code", {}));
  std::vector<ReferenceRow> rows;
  for (const Sample& sample : samples) rows.push_back({sample.id, sample.language, sample.category, {}});
  Progress progress("selftest", rows.size(), "reference answers", mode);
  parallel_for(rows.size(), 0, [&](size_t i) {
    rows[i].fault = fault_of(*grader, samples[i]);
    progress.advance();
  });
  return rows;
}

}  // namespace broch::eval
