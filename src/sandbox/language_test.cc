#include "sandbox/language.h"

#include <gmock/gmock.h>

#include "sandbox/test_support.h"

namespace broch::sandbox {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A test file that uses an answer, in each language: it prints what answer() gives and ends with it.
struct Example {
  const char* language;
  const char* answer_file;
  const char* answer;
  const char* test_file;
  const char* test;
};

const Example kExamples[] = {
    {"python", "answer.py", "def answer(): return 7", "functional.py",
     "import sys, answer\nprint('seven')\nsys.exit(answer.answer())"},
    {"javascript", "answer.js", "module.exports = { answer: () => 7 }", "functional.js",
     "console.log('seven'); process.exit(require('./answer').answer())"},
    {"bash", "answer.sh", "answer() { return 7; }", "functional.sh", ". ./answer.sh\necho seven\nanswer"},
    {"php", "answer.php", "<?php function answer() { return 7; }", "functional.php",
     "<?php require 'answer.php'; echo \"seven\\n\"; exit(answer());"},
    {"ruby", "answer.rb", "def answer = 7", "functional.rb", "require './answer'\nputs 'seven'\nexit answer"},
    {"c", "answer.c", "int answer(void) { return 7; }", "functional.c",
     "#include <stdio.h>\nint answer(void);\nint main(void) { puts(\"seven\"); return answer(); }"},
    {"cpp", "answer.cpp", "int answer() { return 7; }", "functional.cpp",
     "#include <iostream>\nint answer();\nint main() { std::cout << \"seven\\n\"; return answer(); }"},
    {"java", "Answer.java", "public class Answer { static int answer() { return 7; } }", "functional.java",
     "class Functional { public static void main(String[] a) { System.out.println(\"seven\"); "
     "System.exit(Answer.answer()); } }"},
    {"go", "answer.go", "package main\nfunc answer() int { return 7 }", "functional.go",
     "package main\nimport (\"fmt\"; \"os\")\nfunc main() { fmt.Println(\"seven\"); os.Exit(answer()) }"},
    {"rust", "answer.rs", "pub fn answer() -> i32 { 7 }", "functional.rs",
     "mod answer;\nfn main() { println!(\"seven\"); std::process::exit(answer::answer()) }"}};

class Languages : public testing::TestWithParam<Example> {};

TEST_P(Languages, BuildAndRunATestWithItsAnswer) {
  NEEDS_SANDBOX();
  const Example& example = GetParam();
  const auto language = find_language(example.language);
  ASSERT_TRUE(language.has_value());
  auto job = job_for(**language, example.test_file, {example.answer_file});
  if (!job) GTEST_SKIP() << job.error().what;
  job->files = {{example.answer_file, example.answer}, {example.test_file, example.test}};
  const Outcome outcome = must_run(*job);
  ASSERT_EQ(outcome.steps.size(), job->steps.size())
      << outcome.steps.back().why() << outcome.steps.back().err;
  EXPECT_EQ(outcome.steps.back().exit_code, 7) << outcome.steps.back().why() << outcome.steps.back().err;
  EXPECT_EQ(outcome.steps.back().out, "seven\n");
}

INSTANTIATE_TEST_SUITE_P(, Languages, testing::ValuesIn(kExamples),
                         [](const auto& example) { return std::string(example.param.language); });

TEST(Language, TheTableHasAnExampleForEach) { EXPECT_EQ(languages().size(), std::size(kExamples)); }

TEST(Language, CommandsNameTheMainFileAndTheOthers) {
  const auto job = job_for(**find_language("c"), "security.c", {"answer.c"});
  ASSERT_TRUE(job.has_value());  // what builds Broch has a C compiler
  EXPECT_THAT(job->steps[0].command,
              ElementsAre("cc", "-std=gnu17", "-g", "-O1", "-w", "-fsanitize=address,undefined",
                          "-fno-sanitize-recover=all", "-o", "security", "security.c", "answer.c", "-lm"));
  EXPECT_THAT(job->steps[1].command, ElementsAre("./security"));
}

TEST(Language, AnUnknownOneIsAnErrorThatListsTheOthers) {
  const auto language = find_language("pyhton");
  ASSERT_FALSE(language.has_value());
  EXPECT_THAT(language.error().what, HasSubstr("did you mean `python`"));
  EXPECT_THAT(language.error().remedy, HasSubstr("javascript"));
}

TEST(Language, AMissingProgramIsAnErrorWithItsName) {
  const Language language{"fiction", ".fic", {"no-such-interpreter"}, {}, {"no-such-interpreter", "{main}"},
                          {}};
  const auto job = job_for(language, "main.fic", {});
  ASSERT_FALSE(job.has_value());
  EXPECT_EQ(job.error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(job.error().what, HasSubstr("no-such-interpreter"));
}

TEST(Language, ASanitizersFindingEndsWithOne) {
  NEEDS_SANDBOX();
  const char* broken = "#include <stdlib.h>\nint answer(void) { int *p = malloc(4); free(p); return *p; }";
  auto job = job_for(**find_language("c"), "functional.c", {"answer.c"});
  ASSERT_TRUE(job.has_value());
  job->files = {{"answer.c", broken},
                {"functional.c", "int answer(void);\nint main(void) { return answer() * 0; }"}};
  const Outcome outcome = must_run(*job);
  EXPECT_EQ(outcome.steps.back().exit_code, 1);
  EXPECT_THAT(outcome.steps.back().err, HasSubstr("heap-use-after-free"));
}

}  // namespace
}  // namespace broch::sandbox
