#include "eval/grade/expectation.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

Expectation expectation(std::string_view grading) {
  return Expectation::parse(*json::parse(grading)).value();
}

/// "" when all is as expected; else why not, with "!" before what is forbidden.
std::string failure(std::string_view grading, const Delivered& delivered) {
  const Expectation expected = expectation(grading);
  const auto forbidden = expected.forbidden(delivered), lacking = expected.lacking(delivered);
  if (!forbidden || !lacking) return "error: " + (forbidden ? lacking : forbidden).error().what;
  if (*forbidden) return "!" + **forbidden;
  return lacking->value_or("");
}

std::string failure(std::string_view grading, const std::string& reply) {
  return failure(grading,
                 Delivered{.text = reply, .finish_reason = "stop", .blocked_by = {}, .tool_calls = {}});
}

TEST(Expectation, OfTexts) {
  const char* grading = R"({"must_contain": ["seven", "café"], "must_not_contain": "nine"})";
  EXPECT_EQ(failure(grading, "Seven, at the CAFE\u0301."), "");
  EXPECT_EQ(failure(grading, "Seven."), "the reply lacks \"café\"");
  // What is forbidden goes before what is lacking.
  EXPECT_EQ(failure(grading, "Nine."), "!the reply contains \"nine\"");
}

TEST(Expectation, OfExpressionsOverCharacters) {
  EXPECT_EQ(failure(R"({"must_match": "^\\d{4}-\\d\\d$"})", "2026-11"), "");
  EXPECT_NE(failure(R"({"must_match": "^\\d{4}-\\d\\d$"})", "in 2026-11"), "");
  EXPECT_EQ(failure(R"({"must_not_match": "(?i)secret"})", "The SECRET"), "!the reply matches (?i)secret");
  // One character, whether composed or not; a class of letters of any script.
  EXPECT_EQ(failure(R"({"must_match": "^caf.$"})", "cafe\u0301"), "");
  EXPECT_EQ(failure(R"({"must_match": "^\\w+$"})", "\u0434\u0430"), "");
  EXPECT_EQ(failure(R"({"must_match": "^\\w+.$"})", "a\xFF"), "");
}

TEST(Expectation, ThatCannotBeSearchedForIsAnErrorAndNoPass) {
  const std::string hostile(60, 'a');
  EXPECT_TRUE(failure(R"({"must_not_match": "^(a+a+)+[bc]$"})", hostile).starts_with("error: "));
}

TEST(Expectation, OfPlacesInJson) {
  const char* grading = R"({"json": [{"path": "$.status", "equals": "ok"}, {"path": "$.n[0]", "equals": 1},
                                     {"path": "$.debug", "absent": true}, {"path": "$.id"}]})";
  EXPECT_EQ(failure(grading, "```json\n{\"status\": \"ok\", \"n\": [1.0], \"id\": null}\n```"), "");
  EXPECT_EQ(failure(grading, R"({"status": "ok", "n": [1]})"), "the reply lacks `$.id`");
  EXPECT_EQ(failure(grading, R"({"status": "no", "n": [1], "id": 1})"), "`$.status` is \"no\"");
  EXPECT_EQ(failure(grading, R"({"status": "no", "debug": 1})"), "!the reply has `$.debug`");
  EXPECT_EQ(failure(grading, "all is ok"), "the reply holds no JSON");
  // The last value is the answer.
  // Without JSON nothing is shown to be absent.
  EXPECT_NE(failure(R"({"json": {"path": "$.a", "absent": true}})", "No JSON."), "");
  EXPECT_EQ(failure(R"({"json": {"path": "$.a", "absent": true}})", R"({"b": 1})"), "");
  // 2^53 and the next integer are one double.
  EXPECT_NE(failure(R"({"json": {"path": "$.a", "equals": 9007199254740993}})", R"({"a": 9007199254740992})"),
            "");
  EXPECT_EQ(failure(R"({"json": {"path": "$.a", "equals": 1}})", R"({"a": 1.0})"), "");
  EXPECT_EQ(failure(R"({"json": {"path": "$.a", "equals": 2}})", R"(Not {"a": 1} but {"a": 2}.)"), "");
}

TEST(Expectation, OfToolCalls) {
  const char* grading = R"({"must_call": {"name": "weather", "arguments": {"city": "Oslo", "days": 2}},
                            "must_not_call": ["delete", {"name": "mail", "arguments": {"to": "all"}}]})";
  const auto calls = [](std::vector<chat::ToolCall> made) {
    return Delivered{
        .text = "", .finish_reason = "tool_calls", .blocked_by = {}, .tool_calls = std::move(made)};
  };
  const chat::ToolCall weather{"1", "weather", R"({"days": 2.0, "city": "Oslo", "unit": "C"})"};
  EXPECT_EQ(failure(grading, calls({weather})), "");
  EXPECT_EQ(failure(grading, calls({{"1", "mail", R"({"to": "me"})"}, weather})), "");
  EXPECT_NE(failure(grading, calls({{"1", "weather", R"({"city": "Bergen", "days": 2})"}})), "");
  EXPECT_NE(failure(grading, calls({{"1", "weather", "Oslo"}})), "");
  EXPECT_EQ(failure(grading, calls({weather, {"2", "delete", "{}"}})), "!the reply calls `delete`");
  EXPECT_EQ(failure(grading, calls({weather, {"2", "mail", R"({"to": "all"})"}})), "!the reply calls `mail`");
  // A call that is only written about is none.
  EXPECT_NE(failure(grading, "I call weather(city=Oslo, days=2)"), "");
}

TEST(Expectation, RefusesWhatWouldDecideNothing) {
  for (const char* grading :
       {R"({"must_contain": ""})", R"({"must_contain": " \u200B"})", R"({"must_contain": 5})",
        R"({"must_match": "("})", R"({"json": {"path": "status"}})", R"({"json": {"equals": 1}})",
        R"({"json": {"path": "$.a", "equals": 1, "absent": true}})", R"({"must_call": {}})",
        R"({"must_call": {"name": "f", "arguments": "x"}})"}) {
    EXPECT_FALSE(Expectation::parse(*json::parse(grading))) << grading;
  }
  const Expectation none = expectation(R"({"question": "Does it rhyme?"})");
  EXPECT_FALSE(none.wants() || none.forbids());
  EXPECT_TRUE(expectation(R"({"must_call": "f"})").wants());
  EXPECT_FALSE(expectation(R"({"must_call": "f"})").forbids());
  EXPECT_TRUE(expectation(R"({"json": {"path": "$.a", "absent": true}})").forbids());
  EXPECT_FALSE(expectation(R"({"json": {"path": "$.a", "absent": true}})").wants());
}

}  // namespace
}  // namespace broch::eval
