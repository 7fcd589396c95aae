// The probe inside and outside of the sandbox.
#pragma once

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "core/file.h"
#include "sandbox/collect.h"
#include "sandbox/needs_sandbox.h"

namespace broch::sandbox {

inline Outcome must_run(const Job& job) {
  auto outcome = the_sandbox()->run(job);
  EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().to_string());
  return outcome.value_or(Outcome{});
}

/// The one step of a job.
inline StepResult only_step(const Job& job) {
  Outcome outcome = must_run(job);
  EXPECT_EQ(outcome.steps.size(), 1);
  return outcome.steps.empty() ? StepResult{} : std::move(outcome.steps[0]);
}

/// A job that runs the probe (probe/probe.cc) with these words.
inline Job probe(std::vector<std::string> words) {
  static const std::string program = read_file(BROCH_SANDBOX_PROBE).value();
  words.insert(words.begin(), "./probe");
  Job job;
  job.files = {{"probe", program, true}};
  job.steps = {{.command = std::move(words)}};
  return job;
}

/// The probe as an ordinary program in the current folder: what it can do where nothing holds it.
inline StepResult run_outside(std::vector<std::string> words, const char* program = BROCH_SANDBOX_PROBE) {
  words.insert(words.begin(), "probe");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  Pipe out = Pipe::make().value();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out.write_end(), 1);
  pid_t child = 0;
  EXPECT_EQ(posix_spawn(&child, program, &actions, nullptr, argv.data(), environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  out.close_write();
  StepResult result;
  char byte = 0;
  while (read(out.read_end(), &byte, 1) == 1) result.out += byte;
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  return result;
}

// Exit codes of the probe.
MATCHER(Could, "a probe that could do it") {
  *result_listener << arg.why() << ", " << arg.out;
  return arg.passed();
}
MATCHER(CouldNot, "a probe that could not do it") {
  *result_listener << arg.why() << ", " << arg.out;
  return arg.exit_code == 1 && arg.signal == 0 && !arg.timed_out;
}

}  // namespace broch::sandbox
