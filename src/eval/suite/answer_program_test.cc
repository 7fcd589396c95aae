#include "eval/suite/answer_program.h"

#include <gmock/gmock.h>

namespace broch::eval {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TEST(AnswerProgram, StaysAsItIsWithoutAnyOfThese) {
  const std::string c = "#include <stdio.h>\nint on_exit_code(int domain) { return domain; }\n";
  EXPECT_EQ(answer_program(c, "c"), c);
  const std::string java = "public class Answer { static void f() { System.exit(2); } }\n";
  EXPECT_EQ(answer_program(java, "java"), java);
  const std::string python = "import sys\ndef main():\n    sys.exit(0)\n";
  EXPECT_EQ(answer_program(python, "python"), python);
}

TEST(AnswerProgram, KeepsTheNumbersOfLines) {
  EXPECT_THAT(answer_program("int f;\nint main(void) { return 0; }\n", "c"),
              EndsWith("#line 1\nint f;\nint main(void) { return 0; }\n\n#undef main\n"));
  EXPECT_EQ(answer_program("// a\n  #include \"answer.h\"\nint f;\n", "cpp"), "// a\n\nint f;\n");
  EXPECT_EQ(answer_program("package a.b;\nclass A {}\n", "java"), "\nclass A {}\n");
}

TEST(AnswerProgram, OfEndsSeesTheFunctionsAlone) {
  EXPECT_THAT(answer_program("void f() { std::exit(0); }", "cpp"), HasSubstr("#define exit("));
  EXPECT_THAT(answer_program("void f(door d) { d.exit(0); }", "cpp"), Not(HasSubstr("#define")));
  EXPECT_EQ(answer_program("class A { void f() { Runtime.getRuntime().halt(0); } }", "java"),
            "class A { void f() { System.exit(1); } }");
}

}  // namespace
}  // namespace broch::eval
