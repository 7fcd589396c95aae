#include "chat/chat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace broch::chat {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Segments, CarryProvenanceByRoleAndKeepTheirPlace) {
  Conversation c;
  c.messages.push_back(Message::text(Role::kSystem, "Be brief."));
  c.messages.push_back(Message::text(Role::kUser, "Weather?"));
  Message assistant;
  assistant.role = Role::kAssistant;
  assistant.parts.push_back({PartKind::kReasoning, "look it up", std::nullopt, {}});
  assistant.parts.push_back({PartKind::kToolCall, {}, ToolCall{"c1", "weather", R"({"city":"Oban"})"}, {}});
  c.messages.push_back(assistant);
  c.messages.push_back(Message::text(Role::kTool, "rain"));

  const std::vector<Segment> all = segments(c);
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(all[0].provenance, Provenance::kSystem);
  EXPECT_EQ(all[1].provenance, Provenance::kUser);
  EXPECT_EQ(all[2].kind, PartKind::kReasoning);
  EXPECT_EQ(all[3].text, R"({"city":"Oban"})");
  EXPECT_EQ(all[3].tool, "weather");
  EXPECT_EQ(all[3].place.message, 2u);
  EXPECT_EQ(all[3].place.part, 1u);
  EXPECT_EQ(all[4].kind, PartKind::kToolResult);
  EXPECT_EQ(all[4].provenance, Provenance::kTool);
}

TEST(Segments, NameWhatNoCheckCanRead) {
  Conversation c;
  Message user;
  user.parts.push_back({PartKind::kImage, "data:image/png", std::nullopt, {}});
  user.parts.push_back({PartKind::kUnknown, "part of type `input_audio`", std::nullopt, {}});
  c.messages.push_back(user);
  const std::vector<Segment> all = segments(c);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].unscannable, "image (data:image/png)");
  EXPECT_EQ(all[1].unscannable, "part of type `input_audio`");
  EXPECT_THAT(all[0].text, IsEmpty());
}

TEST(Message, PlainTextLeavesReasoningAndRefusalOut) {
  Message m;
  m.parts = {{PartKind::kReasoning, "hm", std::nullopt, {}},
             {PartKind::kText, "a", std::nullopt, {}},
             {PartKind::kText, "b", std::nullopt, {}},
             {PartKind::kRefusal, "no", std::nullopt, {}}};
  EXPECT_EQ(m.plain_text(), "ab");
}

std::vector<std::string> bodies(std::string_view reply) {
  std::vector<std::string> out;
  for (const FencedBlock& block : fenced_blocks(reply)) {
    out.push_back(block.info + "|" + std::string(reply.substr(block.body.begin, block.body.size())) +
                  (block.closed ? "" : "|open"));
  }
  return out;
}

TEST(FencedBlocks, GiveBodyAndFirstWordOfTheInfoString) {
  EXPECT_THAT(bodies("Here:\n```Python title=x\nimport os\n```\nand\n~~~\nplain\n~~~\n"),
              ElementsAre("python|import os\n", "|plain\n"));
  EXPECT_THAT(bodies("```js {1,3}\na\n```\n```{.c++}\nb\n```\n```c:main.c\nc\n```"),
              ElementsAre("js|a\n", "c++|b\n", "c|c\n"));
}

TEST(FencedBlocks, CloseOnlyWithTheSameMarkAtLeastAsLong) {
  EXPECT_THAT(bodies("````md\n```python\nx\n```\n````\n"), ElementsAre("md|```python\nx\n```\n"));
  EXPECT_THAT(bodies("```\n~~~\n``` not a close\n```\n"), ElementsAre("|~~~\n``` not a close\n"));
}

TEST(FencedBlocks, AnUnclosedBlockRunsToTheEnd) {
  EXPECT_THAT(bodies("text\n```c\nint x;"), ElementsAre("c|int x;|open"));
  EXPECT_THAT(bodies("```"), ElementsAre("||open"));
}

TEST(FencedBlocks, SeeIndentedFencesAndCarriageReturns) {
  EXPECT_THAT(bodies("1. do\r\n      ```sh\r\n      ls\r\n      ```\r\n"), ElementsAre("sh|      ls\r\n"));
}

TEST(FencedBlocks, InlineCodeIsNoFence) {
  EXPECT_THAT(bodies("use `x` or ``y``\n```inline``` words\n"), IsEmpty());
  EXPECT_THAT(bodies(""), IsEmpty());
}

std::vector<std::string> lines(std::string_view reply) {
  std::vector<std::string> out;
  for (const FencedBlock& block : fenced_blocks(reply)) {
    for (const std::string_view line : block_lines(reply, block)) out.emplace_back(line);
  }
  return out;
}

TEST(FencedBlocks, StandBehindTheMarksOfLists) {
  EXPECT_THAT(bodies("- ```sh\n  ls\n  ```\n"), ElementsAre("sh|  ls\n"));
  EXPECT_THAT(lines("1. ```py\n   if a:\n     b\n   ```\n"), ElementsAre("if a:\n", "  b\n"));
  EXPECT_THAT(lines("  - * ~~~\n      a\n      ~~~\n"), ElementsAre("a\n"));
  EXPECT_THAT(bodies("-```sh\n"), ElementsAre("sh||open"));
  EXPECT_THAT(bodies("1234567890. ~~~\na\n"), IsEmpty());
}

TEST(FencedBlocks, StandInQuotes) {
  EXPECT_THAT(bodies("> ```c\n> int i;\n> ```\nwords\n"), ElementsAre("c|> int i;\n"));
  EXPECT_THAT(lines("> ```c\n> if (a)\n>   b;\n>\n> ```\n"), ElementsAre("if (a)\n", "  b;\n", "\n"));
  EXPECT_THAT(lines(">> - ```c\n>>   a\n>>   ```\n"), ElementsAre("a\n"));
  // CommonMark, example 128: the quote ends, and the block with it.
  EXPECT_THAT(bodies("> ```\n> aaa\n\nbbb\n"), ElementsAre("|> aaa\n"));
  EXPECT_THAT(bodies("> ```\n> aaa\n```c\nbbb\n```\n"), ElementsAre("|> aaa\n", "c|bbb\n"));
  // Outside of a quote the mark is the block's own.
  EXPECT_THAT(lines("```\n> ```\n```\n"), ElementsAre("> ```\n"));
}

TEST(FencedBlocks, OpenBehindWords) {
  EXPECT_THAT(bodies("Here: ```python\nx\n```\nIt is so.\n"), ElementsAre("python|x\n"));
  EXPECT_THAT(bodies("The code:```\nx\n```\n"), ElementsAre("|x\n"));
  EXPECT_THAT(bodies("Not ```a``` but ```c\nx\n```\n"), ElementsAre("c|x\n"));
  EXPECT_THAT(lines("1. So: ```c\n   x\n   ```\n"), ElementsAre("x\n"));
}

TEST(WithoutMarks, LeavesTheWords) {
  EXPECT_EQ(without_marks("  > >- 1. words > - \n"), "words > - \n");
  EXPECT_EQ(without_marks("**bold**"), "**bold**");
  EXPECT_EQ(without_marks(" > "), "");
}

TEST(ReplyCode, KnowsWhereItsBytesAreInTheReply) {
  const std::string reply = "So:\n> - ```c\n>   int i;\n>   j;\n>   ```\n";
  const ReplyCode code(reply, fenced_blocks(reply).at(0));
  EXPECT_EQ(code.text(), "int i;\nj;\n");
  const auto quoted = [&](Span span) {
    const Span in_reply = code.in_reply(span);
    return reply.substr(in_reply.begin, in_reply.size());
  };
  EXPECT_EQ(quoted({0, 6}), "int i;");
  EXPECT_EQ(quoted({7, 9}), "j;");
  EXPECT_EQ(quoted({0, 9}), "int i;\n>   j;");
  EXPECT_EQ(quoted({7, 7}), "");
  const ReplyCode whole(reply, Span{4, 6});
  EXPECT_EQ(whole.text(), "> ");
  EXPECT_EQ(whole.in_reply(Span{1, 2}), (Span{5, 6}));
}

TEST(FencedBlocks, SpansBehindWordsAreNone) {
  EXPECT_THAT(bodies("Not ```a``` but ```b```\nand\n"), IsEmpty());
  EXPECT_THAT(bodies("s = \"```\nx\n"), IsEmpty());
  EXPECT_THAT(bodies("t.split(\"```\")\nx\n"), IsEmpty());
  EXPECT_THAT(bodies("It says ``` and goes on\nx\n"), IsEmpty());
}

TEST(AppendText, JoinsASurrogatePairSplitOverTwoPieces) {
  std::string text = "a\xED\xA0\xBD";  // U+D83D
  append_text(text, "\xED\xB8\x80!");  // U+DE00
  EXPECT_EQ(text, "a\xF0\x9F\x98\x80!");
}

TEST(AppendText, KeepsALoneSurrogate) {
  std::string text = "\xED\xA0\xBD";
  append_text(text, "x");
  append_text(text, "\xED\xB8\x80");
  EXPECT_EQ(text, "\xED\xA0\xBDx\xED\xB8\x80");
}

TEST(Role, ReadsTheOldAndNewNames) {
  EXPECT_EQ(parse_role("developer"), Role::kSystem);
  EXPECT_EQ(parse_role("function"), Role::kTool);
  EXPECT_EQ(parse_role("User"), std::nullopt);
}

}  // namespace
}  // namespace broch::chat
