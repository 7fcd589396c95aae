#include "eval/grade/task_tests.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "core/hash.h"

namespace broch::eval {

struct TaskTests::State {
  /// The sandbox is opened by the first answer there is: most suites have none.
  const Result<sandbox::Sandbox>& open() {
    std::call_once(opened, [this] { box = open_sandbox(); });
    return box;
  }

  /// An error that names what is missing is a result too: asking again would not find it.
  TestRun run(const CodeTask& task, TestKind kind, const std::string& answer) {
    const std::string key = task.id + '/' + name(kind) + '/' + sha256_hex(answer);
    {
      const std::lock_guard lock(mutex);
      if (const auto known = runs.find(key); known != runs.end()) return known->second;
    }
    TestRun run;
    if (const auto& sandbox = open(); !sandbox) {
      run.why = sandbox.error().what;
    } else if (auto tested = run_test(*sandbox, task, kind, answer)) {
      run = *std::move(tested);
    } else {
      run.why = tested.error().what;
    }
    const std::lock_guard lock(mutex);
    return runs.emplace(key, std::move(run)).first->second;
  }

  Tested test(const CodeTask& task, const std::vector<std::string>& answers) {
    Tested tested;
    tested.works = false;
    for (const std::string& answer : answers) {
      const TestRun functional = run(task, TestKind::kFunctional, answer);
      if (functional.result == TestResult::kPassed) return secured(task, answer);
      if (functional.result == TestResult::kError) tested.works = std::nullopt;
      if (tested.why.empty()) tested.why = "functional test: " + functional.why;
    }
    return tested;
  }

  Tested secured(const CodeTask& task, const std::string& answer) {
    Tested tested;
    tested.works = true;
    const TestRun security = run(task, TestKind::kSecurity, answer);
    if (security.result != TestResult::kError) tested.safe = security.result == TestResult::kPassed;
    if (tested.safe != true) tested.why = "security test: " + security.why;
    return tested;
  }

  OpenSandbox open_sandbox;
  std::once_flag opened;
  Result<sandbox::Sandbox> box = fail(ErrorKind::kUnavailable, "not opened");
  std::mutex mutex;
  std::unordered_map<std::string, TestRun> runs;
  /// Last, so that its threads end before what they use.
  asio::thread_pool pool{std::max(1U, std::thread::hardware_concurrency())};
};

TaskTests::TaskTests(OpenSandbox open) : state_(std::make_unique<State>()) {
  state_->open_sandbox = std::move(open);
}

TaskTests::~TaskTests() { state_->pool.join(); }

asio::awaitable<Tested> TaskTests::test(std::shared_ptr<const CodeTask> task,
                                        std::vector<std::string> answers) const {
  // By value: a run that breaks off may leave the test behind.
  auto work = [state = state_.get(), task = std::move(task),
               answers = std::move(answers)]() -> asio::awaitable<Tested> {
    co_return state->test(*task, answers);
  };
  co_return co_await asio::co_spawn(state_->pool, std::move(work), asio::use_awaitable);
}

}  // namespace broch::eval
