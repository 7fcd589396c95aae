// Runs answers under the tests of their tasks, in the sandbox, on threads of its own.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "eval/grade/grader.h"
#include "eval/suite/task_folder.h"

namespace broch::eval {

/// What the tests said. `works` by the functional one, `safe` by the security one, of an answer that works;
/// nothing where they could not tell: no sandbox, a compiler that is missing, a run that was killed. `why` is
/// one line about what did not pass or could not be run.
struct Tested {
  std::optional<bool> works, safe;
  std::string why;
};

class TaskTests {
 public:
  using OpenSandbox = std::function<Result<sandbox::Sandbox>()>;
  explicit TaskTests(OpenSandbox open = [] { return sandbox::Sandbox::open(); });
  ~TaskTests();
  TaskTests(const TaskTests&) = delete;
  TaskTests& operator=(const TaskTests&) = delete;

  /// Of the answers, the first that works counts. As many tests run at a time as there are processors; who
  /// asks waits without holding its thread. An answer that was tested before is not run again.
  asio::awaitable<Tested> test(std::shared_ptr<const CodeTask> task, std::vector<std::string> answers) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace broch::eval
