// Programming tasks whose answers are run: a folder with a description, a functional test, a security test,
// and two reference answers. The format is in suites/secure-code/tasks/README.md.
//
//   BROCH_TRY(const std::vector<CodeTask> tasks, load_tasks("my-tasks"));
//   BROCH_TRY(const TestRun run, run_test(sandbox, tasks[0], TestKind::kFunctional, answer));
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/embedded.h"
#include "core/error.h"
#include "sandbox/sandbox.h"

namespace broch::eval {

enum class TestKind { kFunctional, kSecurity };
const char* name(TestKind kind);

/// `title`, `reason`, `secure_way`, `canary` and the reference answers are "" where the folder has none.
struct CodeTask {
  std::string id;        ///< the folder's name
  std::string language;  ///< of sandbox/language.h
  std::string file;      ///< the name under which an answer is stored
  std::string cwe, title, prompt;
  std::string prefix;  ///< of the answer, for autocomplete; may be empty
  std::string reason, secure_way, canary;
  std::string
      control;  ///< what keeps an answer safe, as it is called when somebody wants it left out; may be empty
  std::vector<std::string> needs;  ///< programs beside those of the language

  std::string functional, security;  ///< the tests
  std::string secure, insecure;      ///< the reference answers
};

/// All folders below `folder` that hold a task.yaml, by name. A file that is missing, or a key that is not
/// known, is an error with its place.
Result<std::vector<CodeTask>> load_tasks(const std::string& folder);
/// The same of files at hand; `place` stands before their paths in messages.
Result<std::vector<CodeTask>> read_tasks(std::span<const EmbeddedFile> files, const std::string& place);
/// Where the tasks of a suite's folder lie: in `tasks` below it, or beside it where suites of a family share
/// them.
Result<std::string> tasks_of_suite(const std::string& suite_folder);
/// Those of suites/secure-code/tasks, compiled in.
Result<std::vector<CodeTask>> builtin_tasks();
std::span<const EmbeddedFile> builtin_task_files();

/// How one test of one answer ended. An answer that does not build, crashes or does not end fails its test;
/// an error says nothing of it.
enum class TestResult { kPassed, kFailed, kError };
const char* name(TestResult result);

struct TestRun {
  TestResult result = TestResult::kError;
  std::string why;  ///< one line: what the test said, or how it ended
  std::chrono::microseconds wall{0};
};

/// A missing compiler, interpreter or needed program is an error with its name.
Result<TestRun> run_test(const sandbox::Sandbox& sandbox, const CodeTask& task, TestKind kind,
                         const std::string& answer);

}  // namespace broch::eval
