// links: core sandbox
// What a sandbox costs: runs a second of a program that does nothing, of python3 and of a compiled C program,
// with one thread and with one per processor; with cgroups where they hold, and without. First what this
// machine asks for a process alone, which bounds the rest: a sandboxed run starts three (bwrap, its first
// process, the program).
//
//   measure_sandbox [RUNS]
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "core/thread_pool.h"
#include "sandbox/sandbox.h"

namespace {

using namespace broch;
using SteadyClock = std::chrono::steady_clock;

template <typename T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  fmt::print(stderr, "{}\n{}\n", result.error().to_string(), result.error().remedy);
  std::exit(1);
}

double cpu_seconds() {
  double total = 0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    for (const timeval& time : {usage.ru_utime, usage.ru_stime})
      total += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  }
  return total;
}

void measure(std::string_view what, size_t runs, const std::function<bool()>& run) {
  for (const size_t threads : {size_t{1}, size_t{std::thread::hardware_concurrency()}}) {
    std::atomic<size_t> passed{0};
    const double cpu = cpu_seconds();
    const auto began = SteadyClock::now();
    parallel_for(runs, threads, [&](size_t) { passed += run() ? 1 : 0; });
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - began).count();
    fmt::print(
        "{:<24} {:2} threads {:8.1f} runs a second   {:6.2f} ms of processor time each   {} of {} passed\n",
        what, threads, static_cast<double>(runs) / seconds,
        (cpu_seconds() - cpu) * 1000 / static_cast<double>(runs), passed.load(), runs);
  }
}

void measure(const sandbox::Sandbox& sandbox, std::string_view what, const sandbox::Job& job, size_t runs) {
  measure(what, runs, [&] { return must(sandbox.run(job)).passed; });
}

bool run_bare() {
  char program[] = "true";
  char* command[] = {program, nullptr};
  pid_t child = 0;
  int status = 1;
  return posix_spawnp(&child, program, nullptr, nullptr, command, environ) == 0 &&
         waitpid(child, &status, 0) == child && status == 0;
}

}  // namespace

int main(int argc, char** argv) {
  const size_t runs = argc > 1 ? std::stoul(argv[1]) : 400;
  const sandbox::Sandbox sandbox = must(sandbox::Sandbox::open());
  fmt::print("limits on all processes of a run: {}\n",
             sandbox.held().why_not.empty() ? "memory and processes" : sandbox.held().why_not);
  measure("true, no sandbox", runs, run_bare);
  const auto running = [](std::vector<std::string> command) {
    return sandbox::Step{.command = std::move(command)};
  };
  measure(sandbox, "true", {.steps = {running({"true"})}}, runs);
  measure(must(sandbox::Sandbox::open(false)), "true, no cgroups", {.steps = {running({"true"})}}, runs);
  measure(sandbox, "python3",
          {.files = {{"main.py", "print(1)\n"}}, .steps = {running({"python3", "main.py"})}}, runs);
  const sandbox::File source{"main.c", "#include <stdio.h>\nint main(void) { return puts(\"1\") < 0; }\n"};
  const sandbox::Step compile = running({"cc", "-o", "main", "main.c"});
  measure(sandbox, "C, compiled each time", {.files = {source}, .steps = {compile, running({"./main"})}},
          runs / 4);
  return 0;
}
