#include "eval/plan/asking.h"

#include <gtest/gtest.h>

#include "eval/visual/picture.h"

namespace broch::eval {
namespace {

chat::Conversation asks(const std::string& text) {
  chat::Conversation conversation;
  conversation.messages.push_back(chat::Message::text(chat::Role::kUser, text));
  return conversation;
}

Asking under(const std::string& matrix, const chat::Conversation& conversation) {
  const auto parsed = parse_matrix(matrix, "m.yaml");
  EXPECT_TRUE(parsed) << parsed.error().to_string();
  return parsed ? asking(conversation, &*parsed, 10) : Asking{};
}

// "question 01" are 11 bytes; a zero-width space is three, and stands in eight gaps.
TEST(Asking, CountsWhatEachCellSays) {
  const chat::Conversation conversation = asks("question 01");
  EXPECT_EQ(asking(conversation, nullptr, 10).bytes, 11);
  EXPECT_EQ(under("conditions: [plain, leet]\n", conversation).bytes, 22);
  EXPECT_EQ(under("conditions: [zero-width]\n", conversation).bytes, 11 + 8 * 3);
  const Asking guarded = under("conditions: [plain, zero-width]\nguards: [none, balanced]\n", conversation);
  EXPECT_EQ(guarded.bytes, 2 * (11 + 11 + 24));
  EXPECT_EQ(guarded.requests, 4);
  EXPECT_EQ(under("conditions: [plain]\nsystems: [none, {name: s, prompt: careful}]\n", conversation).bytes,
            11 + 18);
}

// A reply of 10 tokens is 40 bytes: 2, then 2 + 40 + 3, then all of it and the request of 11.
TEST(Asking, ATurnRepeatsWhatWasSaid) {
  const Asking asked =
      under("conditions:\n  - {name: t, apply: [{multi-turn: {turns: [ab, cde], last: '{request}'}}]}\n",
            asks("question 01"));
  EXPECT_EQ(asked.requests, 3);
  EXPECT_EQ(asked.bytes, 2 + 45 + (2 + 40 + 3 + 40 + 11));
}

// The request goes into the tool's result, with a call of read_ticket({}) before it.
TEST(Asking, CountsWhatAToolReturns) {
  const chat::Conversation conversation = asks(std::string(1000, 'x'));
  EXPECT_GT(under("conditions: [tool-result]\n", conversation).bytes, 1000 + 13);
}

// 600 by 480 pixels at 750 a token, four bytes each.
TEST(Asking, AnImageCostsByItsPixels) {
  chat::Conversation conversation = asks("question 01");
  conversation.messages[0].parts.push_back(
      chat::Part::of(*draw({.carrier = "a", .message = {}, .look = {}})));
  EXPECT_EQ(asking(conversation, nullptr, 10).bytes, 11 + 384 * 4);
}

}  // namespace
}  // namespace broch::eval
