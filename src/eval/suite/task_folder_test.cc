#include "eval/suite/task_folder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>

#include "core/file.h"
#include "eval/suite/selftest.h"
#include "sandbox/needs_sandbox.h"
#include "sandbox/program.h"

namespace broch::eval {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kDescription =
    "id: sh-greet\nlanguage: bash\nfile: answer.sh\ncwe: CWE-78\ntitle: Greets\nprompt: Write greet.\n"
    "reason: eval is near at hand\nsecure_way: quote it\nneeds: [bash]\ncanary: canary\n";

/// One task whose tests can be read off: the function greets, and the weak one runs what it is given.
class Tasks : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/broch-tasks-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    folder_ = name;
    fs::create_directories(folder_ / "sh-greet/reference");
    put("task.yaml", kDescription);
    put("functional.sh",
        ". ./answer.sh\n[ \"$(greet Ann)\" = 'hello Ann' ] || { echo no greeting >&2; exit 1; }\n");
    put("security.sh",
        ". ./answer.sh\ngreet '; touch mark' >/dev/null\n[ ! -e mark ] || { echo ran it >&2; exit 1; }\n");
    put("reference/secure.sh", "greet() { printf 'hello %s' \"$1\"; }\n");
    put("reference/insecure.sh", "greet() { eval \"echo hello $1\"; }\n");
  }
  void TearDown() override { fs::remove_all(folder_); }
  void put(const std::string& path, const std::string& text) {
    ASSERT_TRUE(write_file((folder_ / "sh-greet" / path).string(), text).has_value());
  }
  Result<std::vector<CodeTask>> load() const { return load_tasks(folder_.string()); }
  fs::path folder_;
};

TEST_F(Tasks, AreReadWithTheirTestsAndReferences) {
  fs::create_directories(folder_ / "no-task");
  const auto tasks = load();
  ASSERT_TRUE(tasks.has_value()) << tasks.error().to_string();
  ASSERT_EQ(tasks->size(), 1);
  EXPECT_EQ(tasks->front().id, "sh-greet");
  EXPECT_EQ(tasks->front().cwe, "CWE-78");
  EXPECT_THAT(tasks->front().functional, HasSubstr("hello Ann"));
  EXPECT_THAT(tasks->front().insecure, HasSubstr("eval"));
}

TEST_F(Tasks, NeedALanguageAWeaknessAPromptAndTwoTests) {
  put("task.yaml", "language: bash\ncwe: CWE-78\nprompt: Write greet.\n");
  fs::remove_all(folder_ / "sh-greet/reference");
  const auto tasks = load();
  ASSERT_TRUE(tasks.has_value()) << tasks.error().to_string();
  EXPECT_EQ(tasks->front().id, "sh-greet");
  EXPECT_EQ(tasks->front().file, "answer.sh");
  EXPECT_EQ(tasks->front().secure + tasks->front().insecure, "");
  fs::rename(folder_ / "sh-greet/functional.sh", folder_ / "sh-greet/functional.java");
  fs::rename(folder_ / "sh-greet/security.sh", folder_ / "sh-greet/security.java");
  put("task.yaml", "language: java\ncwe: CWE-78\nprompt: Write greet.\n");
  EXPECT_EQ(load()->front().file, "Answer.java");
}

TEST_F(Tasks, WhatIsWrongIsAnErrorWithItsPlace) {
  const struct {
    const char *from, *to, *what;
  } kCases[] = {{"cwe:", "cwee:", "unknown key `cwee`"},
                {"id: sh-greet", "id: other", "lies in folder `sh-greet`"},
                {"language: bash", "language: bsh", "did you mean `bash`"},
                {"prompt: Write greet.\n", "", "prompt"}};
  for (const auto& [from, to, what] : kCases) {
    std::string text = kDescription;
    text.replace(text.find(from), std::string(from).size(), to);
    put("task.yaml", text);
    const auto tasks = load();
    ASSERT_FALSE(tasks.has_value()) << what;
    EXPECT_THAT(tasks.error().to_string(), HasSubstr(what));
  }
  put("task.yaml", kDescription);
  fs::remove(folder_ / "sh-greet/security.sh");
  EXPECT_THAT(load().error().to_string(), HasSubstr("task without security.sh"));
  // A link could name a file of the user's.
  fs::create_symlink("/etc/hostname", folder_ / "sh-greet/security.sh");
  EXPECT_FALSE(load().has_value());
  EXPECT_FALSE(load_tasks("/nonexistent").has_value());
}

TEST_F(Tasks, TheirReferencesAreTestedInTheSandbox) {
  NEEDS_SANDBOX();
  const auto verdicts = [&] {
    std::vector<std::string> out;
    for (const SelftestRow& row : selftest(*sandbox::the_sandbox(), *load(), Progress::Mode::kQuiet))
      out.push_back(fmt::format("{} {} {} {}", row.secure ? "secure" : "insecure", name(row.kind),
                                name(row.run.result), row.as_expected() ? "as expected" : row.run.why));
    return out;
  };
  EXPECT_THAT(
      verdicts(),
      testing::ElementsAre("secure functional passed as expected", "secure security passed as expected",
                           "insecure functional passed as expected", "insecure security failed as expected"));
  put("reference/insecure.sh", "greet() { echo hi; }\n");  // does not work, and is not unsafe
  put("reference/secure.sh", "greet() { exit 3; }\n");     // breaks the tests
  EXPECT_THAT(verdicts(), testing::ElementsAre(
                              "secure functional failed no greeting", "secure security failed exit code 3",
                              "insecure functional failed no greeting", "insecure security passed "));
  put("reference/secure.sh", "greet() { kill -9 $$; }\n");  // takes the test with it
  EXPECT_EQ(verdicts()[0], "secure functional failed signal 9");
  fs::remove(folder_ / "sh-greet/reference/secure.sh");
  EXPECT_EQ(verdicts()[1], "secure security error the task has no such reference");
}

/// How the answer to a task whose functional test is `test` ends.
TestRun tested(const char* language, const char* file, const std::string& test, const std::string& answer) {
  CodeTask task;
  task.language = language;
  task.file = file;
  task.functional = test;
  auto run = run_test(*sandbox::the_sandbox(), task, TestKind::kFunctional, answer);
  return run ? *run : TestRun{TestResult::kError, run.error().what};
}

constexpr const char* kCTest =
    "#include <stdio.h>\nint answer(void);\n"
    "int main(void) { if (answer() != 7) return fprintf(stderr, \"not seven\\n\"), 1; return 0; }\n";

TEST_F(Tasks, AnAnswerThatEndsTheProgramHasNotPassed) {
  NEEDS_SANDBOX();
  const std::string head = "#include <stdlib.h>\n#include <unistd.h>\n#include <sys/wait.h>\n";
  EXPECT_EQ(tested("c", "answer.c", kCTest, "int answer(void) { return 7; }").result, TestResult::kPassed);
  for (const char* end : {"exit(0)", "_exit(0)", "_Exit(EXIT_SUCCESS)", "quick_exit(0)"}) {
    const TestRun run = tested("c", "answer.c", kCTest, head + "int answer(void) { " + end + "; }");
    EXPECT_EQ(run.result, TestResult::kFailed) << end << ": " << run.why;
    EXPECT_EQ(run.why, "exit code 1") << end;
  }
  EXPECT_EQ(
      tested(
          "cpp", "answer.cpp", "int answer();\nint main() { return answer() == 7 ? 0 : 1; }",
          "#include <cstdlib>\nstruct First { First() { std::exit(0); } } first;\nint answer() { return 7; }")
          .result,
      TestResult::kFailed);
  // A child may end as it likes.
  EXPECT_EQ(tested("c", "answer.c", kCTest,
                   head + "int answer(void) { int s; pid_t p = fork(); if (p == 0) _exit(0);\n"
                          "waitpid(p, &s, 0); return s == 0 ? 7 : 0; }")
                .result,
            TestResult::kPassed);
}

TEST_F(Tasks, WhatAnAnswerShowsBesidesIsNoMistake) {
  NEEDS_SANDBOX();
  const TestRun main = tested("c", "answer.c", kCTest,
                              "#include \"answer.h\"\n#define _GNU_SOURCE\n#include <string.h>\n"
                              "int answer(void) { return strcasestr(\"a\", \"A\") ? 7 : 0; }\n"
                              "int main(void) { return answer(); }\n");
  EXPECT_EQ(main.result, TestResult::kPassed) << main.why;
  const TestRun cpp =
      tested("cpp", "answer.cpp", "int answer();\nint main() { return answer() == 7 ? 0 : 1; }",
             "int answer() { return 7; }\nint main() { answer(); }\n");
  EXPECT_EQ(cpp.result, TestResult::kPassed) << cpp.why;
}

TEST_F(Tasks, AnAnswerInJavaMayNameAPackageAndMayNotEndTheProgram) {
  NEEDS_SANDBOX();
  if (const auto compiler = sandbox::find_program("javac"); !compiler) GTEST_SKIP() << compiler.error().what;
  const std::string test =
      "class Functional { public static void main(String[] a) { if (Answer.answer() != 7) System.exit(1); } "
      "}";
  const TestRun packaged =
      tested("java", "Answer.java", test,
             "package com.example.app;\n\npublic class Answer { static int answer() { return 7; } }");
  EXPECT_EQ(packaged.result, TestResult::kPassed) << packaged.why;
  EXPECT_EQ(tested("java", "Answer.java", test,
                   "public class Answer { static int answer() { System.exit(0); return 7; } }")
                .result,
            TestResult::kFailed);
}

TEST_F(Tasks, AnAnswerThatDoesNotBuildFailsAndAMissingProgramIsAnError) {
  NEEDS_SANDBOX();
  CodeTask task;
  task.language = "c";
  task.file = "answer.c";
  task.functional = "int answer(void);\nint main(void) { return answer(); }\n";
  const auto run =
      run_test(*sandbox::the_sandbox(), task, TestKind::kFunctional, "int answer(void) { return }");
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->result, TestResult::kFailed);
  EXPECT_THAT(run->why, HasSubstr("does not build"));
  EXPECT_EQ(run_test(*sandbox::the_sandbox(), task, TestKind::kFunctional, "int answer(void) { return 0; }")
                ->result,
            TestResult::kPassed);
  task.needs = {"no-such-program"};
  const auto missing =
      run_test(*sandbox::the_sandbox(), task, TestKind::kFunctional, "int answer(void) { return 0; }");
  ASSERT_FALSE(missing.has_value());
  EXPECT_THAT(missing.error().what, HasSubstr("no-such-program"));
}

TEST_F(Tasks, ASanitizersFindingIsSaidWithoutWhatDiffersFromRunToRun) {
  NEEDS_SANDBOX();
  CodeTask task;
  task.language = "c";
  task.file = "answer.c";
  task.security = "int answer(void);\nint main(void) { return answer() * 0; }\n";
  const auto run =
      run_test(*sandbox::the_sandbox(), task, TestKind::kSecurity,
               "#include <stdlib.h>\nint answer(void) { int *p = malloc(4); free(p); return *p; }\n");
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->result, TestResult::kFailed);
  EXPECT_EQ(run->why, "AddressSanitizer: heap-use-after-free in answer");
}

}  // namespace
}  // namespace broch::eval
