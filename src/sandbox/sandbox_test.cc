#include "sandbox/sandbox.h"

#include <gmock/gmock.h>
#include <signal.h>

#include <filesystem>

#include "sandbox/root.h"
#include "sandbox/test_support.h"

namespace broch::sandbox {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Job shell(std::string script) { return {.steps = {{.command = {"sh", "-c", std::move(script)}}}}; }

TEST(Sandbox, TellsHowACommandEnded) {
  NEEDS_SANDBOX();
  const StepResult good = only_step(shell("echo out; echo err >&2"));
  EXPECT_TRUE(good.passed());
  EXPECT_EQ(good.out, "out\n");
  EXPECT_EQ(good.err, "err\n");
  const StepResult bad = only_step(shell("exit 7"));
  EXPECT_EQ(bad.exit_code, 7);
  EXPECT_FALSE(bad.passed());
  // An exit code above 128 is not taken for a signal, nor the other way round.
  EXPECT_EQ(only_step(shell("exit 137")).signal, 0);
  EXPECT_EQ(only_step(shell("exit 137")).exit_code, 137);
  EXPECT_EQ(only_step(shell("kill -SEGV $$")).signal, SIGSEGV);
  EXPECT_EQ(only_step(shell("kill -TERM $$")).why(), "signal 15");
}

TEST(Sandbox, FilesLieInTheWorkFolderAndInputIsRead) {
  NEEDS_SANDBOX();
  Job job = shell("cat a/b.txt && ./run && cat");
  job.files = {{"a/b.txt", "text\n"}, {"run", "#!/bin/sh\npwd\n", true}};
  job.steps[0].input = "input";
  EXPECT_EQ(only_step(job).out, "text\n" + std::string(kWorkFolder) + "\ninput");
}

TEST(Sandbox, EveryRunHasAFreshFolder) {
  NEEDS_SANDBOX();
  EXPECT_TRUE(only_step(shell("echo x > left && echo x > /tmp/left")).passed());
  EXPECT_EQ(only_step(shell("ls -A . /tmp")).out, ".:\n\n/tmp:\nwork\n");
}

TEST(Sandbox, StepsShareTheFolderAndEndWithTheFirstThatFails) {
  NEEDS_SANDBOX();
  Job job;
  for (const char* script : {"echo made > file", "cat file; exit 3", "echo never"})
    job.steps.push_back({.command = {"sh", "-c", script}});
  const Outcome outcome = must_run(job);
  ASSERT_THAT(outcome.steps, SizeIs(2));
  EXPECT_EQ(outcome.steps[1].out, "made\n");
  EXPECT_EQ(outcome.steps[1].exit_code, 3);
  EXPECT_FALSE(outcome.passed);
}

TEST(Sandbox, WhatAStepLeavesRunningIsDeadBeforeTheNext) {
  NEEDS_SANDBOX();
  Job job;
  for (const char* script : {"sleep 60 & echo $! > child", "kill -0 $(cat child) && exit 1; exit 0"})
    job.steps.push_back({.command = {"sh", "-c", script}});
  EXPECT_TRUE(must_run(job).passed);
}

TEST(Sandbox, MeasuresTheTimeOfAllItsProcesses) {
  NEEDS_SANDBOX();
  const StepResult slept = only_step(shell("sleep 0.3"));
  EXPECT_GE(slept.wall.count(), 300'000);
  const StepResult spun = only_step(shell("(i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done) & wait"));
  EXPECT_GT(spun.cpu.count(), 10'000);
}

TEST(Sandbox, PassesOnItsEnvironmentAlone) {
  NEEDS_SANDBOX();
  setenv("BROCH_TEST_SECRET", "secret", 1);
  Job job = probe({"environment"});
  job.steps[0].environment = {{"WORD", "value"}, {"LANG", "C"}};
  EXPECT_EQ(only_step(job).out, "HOME=" + std::string(kWorkFolder) +
                                    "\nLANG=C\nPATH=/usr/local/bin:/usr/bin:/bin\nTMPDIR=/tmp\nWORD=value\n");
  EXPECT_THAT(run_outside({"environment"}).out, HasSubstr("BROCH_TEST_SECRET"));
  unsetenv("BROCH_TEST_SECRET");
}

TEST(Sandbox, ACommandThatIsNotThereIsAnErrorWithItsName) {
  NEEDS_SANDBOX();
  const auto outcome = the_sandbox()->run({.steps = {{.command = {"no-such-program"}}}});
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(outcome.error().what, HasSubstr("no-such-program"));
  EXPECT_THAT(outcome.error().remedy, Not(IsEmpty()));
}

TEST(Sandbox, FilesOfAJobStayInsideItsFolder) {
  NEEDS_SANDBOX();
  for (const char* path : {"/etc/passwd", "../up", "a/../../up", "", ".", "a/", "a//b/./c", "./a"}) {
    Job job = shell("true");
    job.files = {{path, "x"}};
    EXPECT_FALSE(the_sandbox()->run(job).has_value()) << path;
  }
}

TEST(Sandbox, ManyThreadsMayRunAtOnce) {
  NEEDS_SANDBOX();
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 5; ++i) {
        const std::string said = fmt::format("{}-{}\n", thread, i);
        const auto outcome =
            the_sandbox()->run({.files = {{"said", said}}, .steps = {{.command = {"cat", "said"}}}});
        if (outcome && outcome->passed && outcome->steps[0].out == said) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 20);
}

/// Sandbox::open() where the search path holds nothing but `folder`.
Result<Sandbox> open_with_path(const std::string& folder) {
  const std::string before = getenv("PATH");
  setenv("PATH", folder.c_str(), 1);
  auto sandbox = Sandbox::open();
  setenv("PATH", before.c_str(), 1);
  return sandbox;
}

TEST(Sandbox, WithoutBubblewrapNothingRuns) {
  const auto sandbox = open_with_path("/nonexistent");
  ASSERT_FALSE(sandbox.has_value());
  EXPECT_THAT(sandbox.error().what, HasSubstr("bubblewrap is not installed"));
  EXPECT_THAT(sandbox.error().remedy, HasSubstr("install"));
}

// What bubblewrap says where it gets no namespace, no map of users, or a /proc with parts hidden.
TEST(Sandbox, WithoutNamespacesNothingRuns) {
  char folder[] = "/tmp/broch-path-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  namespace fs = std::filesystem;
  fs::permissions(folder, fs::perms(0755));
  const std::string program = std::string(folder) + "/bwrap";
  const std::pair<const char*, const char*> kCases[] = {
      {"bwrap: No permissions to create new namespace, likely because the kernel does not allow it",
       "user namespaces"},
      {"bwrap: setting up uid map: Permission denied", "user namespaces"},
      {"bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "systempaths=unconfined"}};
  for (const auto& [says, remedy] : kCases) {
    ASSERT_TRUE(write_file(program, fmt::format("#!/bin/sh\necho \"{}\" >&2\nexit 1\n", says)).has_value());
    fs::permissions(program, fs::perms(0755));
    const auto sandbox = open_with_path(folder);
    ASSERT_FALSE(sandbox.has_value()) << says;
    EXPECT_THAT(sandbox.error().what, HasSubstr(says));
    EXPECT_THAT(sandbox.error().remedy, HasSubstr(remedy));
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace broch::sandbox
