#include "scan/annotations.h"

#include <gmock/gmock.h>

namespace broch::scan {
namespace {

using ::testing::ElementsAre;

struct Case {
  const char* line;
  std::optional<Mark> mark;
  std::vector<std::string> rules;
};

TEST(Annotations, AreReadInEveryCommentSyntax) {
  const Case cases[] = {
      {"# ruleid: a", Mark::kExpected, {"a"}},
      {"   #ruleid:a", Mark::kExpected, {"a"}},
      {"// ok : a", Mark::kClean, {"a"}},
      {"/* ruleid: a */", Mark::kExpected, {"a"}},
      {"{/* ok: a */}", Mark::kClean, {"a"}},
      {"<!-- ruleid: a -->", Mark::kExpected, {"a"}},
      {"<!-- ruleid: a-b-->", Mark::kExpected, {"a-b"}},
      {"(* ok:a *)", Mark::kClean, {"a"}},
      {"' ok: a", Mark::kClean, {"a"}},
      {";; ruleid: a", Mark::kExpected, {"a"}},
      {"// // ok: a", Mark::kClean, {"a"}},
      {"# ruleid: a, b,c", Mark::kExpected, {"a", "b", "c"}},
      {"# ruleid: a because of b", Mark::kExpected, {"a"}},
      {"# todoruleid: a", Mark::kTodo, {"a"}},
      {"# todook: a", Mark::kTodo, {"a"}},
      {"# ruleid: deepok: a", Mark::kExpected, {"a"}},
      {"# deepruleid: ok: a", Mark::kClean, {"a"}},
      {"# ok: deepruleid: a", Mark::kClean, {"a"}},
      {"# proruleid: a", std::nullopt, {}},
      {"# todoprook: a", std::nullopt, {}},
      {"x = 1  # ruleid: a", std::nullopt, {}},
      {"value, ok := table[key]", std::nullopt, {}},
      {"# this is ok: a", std::nullopt, {}},
  };
  for (const Case& one : cases) {
    const auto got = read_annotation(one.line);
    if (!one.mark) {
      EXPECT_FALSE(got) << one.line;
      continue;
    }
    ASSERT_TRUE(got) << one.line;
    EXPECT_EQ(got->mark, *one.mark) << one.line;
    EXPECT_EQ(got->rules, one.rules) << one.line;
  }
}

TEST(Annotations, AboveOneLineAllSpeakOfIt) {
  const std::string text = "# ruleid: a\n# proruleid: c\n# ok: b\ncode()\n\n# ok: a\n";
  const Marks marks = read_marks(LineIndex(text));
  ASSERT_EQ(marks.entries.size(), 3u);
  EXPECT_EQ(marks.entries.at({4, "a"}).mark, Mark::kExpected);
  EXPECT_EQ(marks.entries.at({4, "b"}).mark, Mark::kClean);
  EXPECT_EQ(marks.entries.at({4, "b"}).written, 3);
  EXPECT_EQ(marks.entries.at({7, "a"}).mark, Mark::kClean);
}

}  // namespace
}  // namespace broch::scan
