// Runs foreign code where it can do no harm: a fresh folder, no network, a read-only root, bounded time,
// memory, processes and output, and nothing left running afterwards.
//
//   BROCH_TRY(const Sandbox sandbox, Sandbox::open());
//   Job job;
//   job.files = {{"answer.py", reply}, {"functional.py", test}};
//   job.steps = {{.command = {"python3", "functional.py"}}};
//   BROCH_TRY(const Outcome outcome, sandbox.run(job));
//   if (outcome.steps.back().passed()) ...
//
// Any number of threads may call run(). Where the kernel grants no namespaces, open() is an error: nothing
// runs unprotected. What holds, and what does not: docs/sandbox.md.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/error.h"

namespace broch::sandbox {

/// A file of the work folder. `path` is relative and stays inside it.
struct File {
  std::string path;
  std::string bytes;
  bool executable = false;
};

/// What one command may use.
struct Limits {
  std::chrono::milliseconds wall{10'000};  ///< then all its processes are killed
  std::chrono::seconds cpu{10};            ///< of each process
  uint64_t memory =
      uint64_t{512} << 20;  ///< bytes of private data of each process; 0: only Job::memory counts
  uint64_t processes = 64;  ///< and threads, at one time
  uint64_t file_size = uint64_t{64} << 20;
  uint64_t open_files = 256;
  uint64_t output = uint64_t{1} << 20;  ///< bytes of stdout, and of stderr; who writes more is killed
};

/// One command. It is looked for in the search path of the sandbox and starts in the work folder.
struct Step {
  std::vector<std::string> command;
  std::map<std::string, std::string>
      environment;    ///< beside PATH, HOME, TMPDIR and LANG; nothing is inherited
  std::string input;  ///< of stdin
  Limits limits;
};

/// Commands that share one sandbox, one after the other, until one fails: compile, then run. What a command
/// leaves running is killed before the next begins.
struct Job {
  std::vector<File> files;
  std::vector<Step> steps;
  uint64_t folder = uint64_t{128} << 20;  ///< bytes that all files below /tmp may take
  uint64_t memory = uint64_t{1} << 30;  ///< bytes of all processes and files together, where cgroups hold it
  bool loopback = false;  ///< the sandbox's own 127.0.0.1 may be used; there is never another network
  std::vector<std::string> readable;  ///< folders beside the system's, shown read-only at their place
};

struct StepResult {
  int exit_code = 0;  ///< meaningless when `signal` is set
  int signal = 0;
  bool timed_out = false;
  bool out_truncated = false, err_truncated = false;
  std::chrono::microseconds wall{0};
  std::chrono::microseconds cpu{0};  ///< of all its processes
  std::string out, err;

  bool passed() const { return exit_code == 0 && signal == 0 && !timed_out; }
  /// "exit code 1", "signal 9 (output limit)", "timed out after 10 s"
  std::string why() const;
};

/// Which limits on all processes together the kernel holds, by cgroups. Otherwise their memory is looked at
/// twenty times a second, without their files, and each process counts its siblings by RLIMIT_NPROC alone.
struct Held {
  bool memory = false, processes = false;
  std::string why_not;  ///< empty when both hold
};

struct Outcome {
  std::vector<StepResult> steps;  ///< as many as were begun
  bool out_of_memory = false;     ///< the limit on all memory killed something
  Held held;

  /// All steps of the job were run and passed.
  bool passed = false;
};

class Sandbox {
 public:
  /// Tries it once, so that what is missing is known before anything depends on it.
  static Result<Sandbox> open(bool with_cgroups = true);
  Sandbox(Sandbox&&) noexcept;
  Sandbox& operator=(Sandbox&&) noexcept;
  ~Sandbox();

  /// A command that cannot be started (absent, not executable) is an error; how it ends is a result.
  Result<Outcome> run(const Job& job) const;
  const Held& held() const;

 private:
  struct State;
  explicit Sandbox(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace broch::sandbox
