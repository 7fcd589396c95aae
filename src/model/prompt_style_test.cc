#include "model/prompt_style.h"

#include <gtest/gtest.h>

namespace broch::model {
namespace {

GenerateRequest request(std::optional<Completion> completion) {
  GenerateRequest out;
  out.conversation.messages = {chat::Message::text(chat::Role::kSystem, "Be brief."),
                               chat::Message::text(chat::Role::kUser, "Go on.")};
  out.completion = std::move(completion);
  return out;
}

TEST(PromptStyle, NamesAreReadBack) {
  for (const PromptStyle style : {PromptStyle::kChat, PromptStyle::kRaw, PromptStyle::kFim})
    EXPECT_EQ(parse_prompt_style(name(style)), style);
  EXPECT_FALSE(parse_prompt_style("infill"));
  EXPECT_FALSE(parse_prompt_style(""));
}

TEST(PromptStyle, TheSuffixIsForWhoFillsTheGap) {
  const GenerateRequest gap = request(Completion{"int f(", ") {}"});
  const auto raw = shown(gap, PromptStyle::kRaw), fim = shown(gap, PromptStyle::kFim);
  ASSERT_TRUE(raw && fim);
  EXPECT_EQ(raw->prefix, "int f(");
  EXPECT_EQ(raw->suffix, "");
  EXPECT_EQ(fim->prefix, "int f(");
  EXPECT_EQ(fim->suffix, ") {}");
}

TEST(PromptStyle, AConversationIsTextToo) {
  const auto raw = shown(request({}), PromptStyle::kRaw);
  ASSERT_TRUE(raw);
  EXPECT_EQ(raw->prefix, "Be brief.\n\nGo on.");
  const auto fim = shown(request({}), PromptStyle::kFim);
  ASSERT_FALSE(fim);
  EXPECT_EQ(fim.error().remedy, "use prompt=raw");
}

TEST(PromptStyle, WhatIsNoTextIsRefused) {
  GenerateRequest picture = request({});
  picture.conversation.messages[1].parts.push_back({chat::PartKind::kImage, "image/png", {}, {}});
  const auto raw = shown(picture, PromptStyle::kRaw);
  ASSERT_FALSE(raw);
  EXPECT_NE(raw.error().what.find("image"), std::string::npos);
}

}  // namespace
}  // namespace broch::model
