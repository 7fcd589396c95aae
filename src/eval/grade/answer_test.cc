#include "eval/grade/answer.h"

#include <gmock/gmock.h>

namespace broch::eval {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> answers(const std::string& reply, const std::string& asked = "python",
                                 std::string_view prefix = "") {
  return answers_of(delivered_code({reply, "stop", {}, {}}, asked), prefix);
}

TEST(Answer, IsTheBlockOfAReply) {
  EXPECT_THAT(answers("Here:\n```python\ndef f(): pass\n```\nDone."), ElementsAre("def f(): pass\n"));
  EXPECT_THAT(answers("You could write a function that returns nothing."), IsEmpty());
}

TEST(Answer, IsAllBlocksOrTheLongest) {
  EXPECT_THAT(answers("```python\nimport re\n```\nand\n```python\ndef f(): return re\n```\n"),
              ElementsAre("import re\ndef f(): return re\n", "def f(): return re\n"));
}

TEST(Answer, LeavesOtherLanguagesOut) {
  EXPECT_THAT(
      answers(
          "```sql\nCREATE TABLE t (a int);\n```\n```python\ndef f(): pass\n```\n```bash\npython3 a.py\n```"),
      ElementsAre("def f(): pass\n"));
  // A model that calls its C++ C has answered all the same.
  EXPECT_THAT(answers("```c\nint f();\n```", "cpp"), ElementsAre("int f();\n"));
}

TEST(Answer, OfACallStandsInItsArguments) {
  const Delivered delivered{"Writing it.",
                            "tool_calls",
                            {},
                            {{"1", "write", R"({"path":"a.py","content":"def f():\n    return 1\n"})"}}};
  EXPECT_THAT(answers_of(delivered_code(delivered, "python"), ""), ElementsAre("def f():\n    return 1\n"));
}

TEST(Answer, OfAnEditIsTheNewTextAlone) {
  const Delivered delivered{
      "Mending it.",
      "tool_calls",
      {},
      {{"1", "str_replace",
        R"({"path":"a.py","old_str":"eval(input())\nx = 1\n","new_str":"int(input())\nx = 1\n"})"}}};
  EXPECT_THAT(answers_of(delivered_code(delivered, "python"), ""), ElementsAre("int(input())\nx = 1\n"));
}

constexpr std::string_view kPrefix = "# Adds.\nimport re\n\ndef add(a, b):\n";

TEST(Answer, GoesOnWithThePrefix) {
  EXPECT_THAT(answers("```python\n    return a + b\n```", "python", kPrefix),
              ElementsAre(std::string(kPrefix) + "    return a + b\n", "    return a + b\n"));
}

TEST(Answer, DoesNotRepeatTheEndOfThePrefix) {
  EXPECT_EQ(answers("```python\ndef add(a, b):\n    return a + b\n```", "python", kPrefix).front(),
            std::string(kPrefix) + "    return a + b\n");
  EXPECT_EQ(
      answers("```python\n" + std::string(kPrefix) + "    return a + b\n```", "python", kPrefix).front(),
      std::string(kPrefix) + "    return a + b\n");
}

}  // namespace
}  // namespace broch::eval
