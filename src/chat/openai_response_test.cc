#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chat/openai_chat.h"

namespace broch::chat {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

OpenAiChunk chunk(std::string_view data) {
  Result<OpenAiChunk> result = parse_openai_chunk(data);
  EXPECT_TRUE(result) << result.error().to_string();
  return result ? *std::move(result) : OpenAiChunk{};
}

constexpr std::string_view kTwoChoices = R"({"id":"r1","object":"chat.completion","created":1,"model":"m",
  "system_fingerprint":"fp","choices":[
   {"index":0,"message":{"role":"assistant","content":"hello","refusal":null,"annotations":[]},"logprobs":null,
    "finish_reason":"stop"},
   {"index":1,"message":{"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[
     {"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},
    "logprobs":{"content":[{"token":"he","logprob":-0.1}]},"finish_reason":"tool_calls"}],
  "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}})";

TEST(OpenAiResponse, ReadsChoicesUsageAndSegments) {
  Result<OpenAiResponse> r = parse_openai_response(kTwoChoices);
  ASSERT_TRUE(r) << r.error().to_string();
  EXPECT_EQ(r->system_fingerprint, "fp");
  EXPECT_EQ(r->usage.input_tokens, 3);
  EXPECT_EQ(r->usage.output_tokens, 4);
  ASSERT_EQ(r->choices.size(), 2u);
  EXPECT_EQ(r->choices[0].message.plain_text(), "hello");
  EXPECT_EQ(r->choices[1].finish_reason, "tool_calls");
  ASSERT_EQ(r->segments.size(), 4u);
  EXPECT_EQ(r->segments[0].text, "hello");
  EXPECT_EQ(kTwoChoices.substr(r->segments[0].place.wire.begin, 7), "\"hello\"");
  EXPECT_EQ(r->segments[1].kind, PartKind::kReasoning);
  EXPECT_EQ(r->segments[2].tool, "f");
  EXPECT_EQ(r->segments[2].place.message, 1u);
}

TEST(OpenAiResponse, LogprobsRepeatTheTextAndAreUnscannable) {
  Result<OpenAiResponse> r = parse_openai_response(kTwoChoices);
  ASSERT_TRUE(r);
  EXPECT_EQ(r->segments[3].unscannable, "unknown field `logprobs`");
}

TEST(OpenAiResponse, AnErrorObjectIsAnUpstreamError) {
  Result<OpenAiResponse> r =
      parse_openai_response(R"({"error":{"message":"overloaded","type":"server_error"}})");
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind, ErrorKind::kUpstream);
  EXPECT_THAT(r.error().what, HasSubstr("overloaded"));
}

TEST(OpenAiResponse, RefusesWhatIsNoResponse) {
  EXPECT_FALSE(parse_openai_response("{}"));
  EXPECT_FALSE(parse_openai_response(R"({"choices":{}})"));
  EXPECT_FALSE(parse_openai_response(R"({"choices":[{"index":0}]})"));
  EXPECT_FALSE(parse_openai_response(R"({"choices":[{"message":{"content":"a","content":"b"}}]})"));
}

TEST(OpenAiResponse, WhatIsWrittenReadsBackTheSame) {
  Result<OpenAiResponse> r = parse_openai_response(kTwoChoices);
  ASSERT_TRUE(r);
  Result<OpenAiResponse> again = parse_openai_response(write_openai_response(*r, 5));
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(again->id, "r1");
  EXPECT_EQ(again->usage.output_tokens, 4);
  ASSERT_EQ(again->choices.size(), 2u);
  EXPECT_EQ(again->choices[0].message.plain_text(), "hello");
  EXPECT_EQ(again->choices[1].message.parts[1].tool_call->id, "c");
}

TEST(OpenAiChunk, ReadsEveryChannelOfADelta) {
  const OpenAiChunk c = chunk(R"({"id":"s","created":9,"model":"m","choices":[
    {"index":1,"delta":{"role":"assistant","content":"a","refusal":"b","reasoning_content":"c","tool_calls":[
      {"index":1,"id":"t","type":"function","function":{"name":"f","arguments":"{\"x"}}]},
     "logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"zzz"})");
  ASSERT_EQ(c.deltas.size(), 1u);
  const OpenAiDelta& d = c.deltas[0];
  EXPECT_EQ(d.choice, 1);
  EXPECT_EQ(d.role, "assistant");
  EXPECT_EQ(d.content, "a");
  EXPECT_EQ(d.refusal, "b");
  EXPECT_EQ(d.reasoning, "c");
  ASSERT_EQ(d.tool_calls.size(), 1u);
  EXPECT_EQ(d.tool_calls[0].index, 1);
  EXPECT_EQ(d.tool_calls[0].arguments, "{\"x");
  EXPECT_THAT(c.unknown, IsEmpty());
}

TEST(OpenAiChunk, ReadsTheInputOfCustomToolCalls) {
  const OpenAiChunk c = chunk(R"({"choices":[{"index":0,"delta":{"tool_calls":[
      {"index":0,"id":"t","type":"custom","custom":{"name":"shell","input":"ls"}}]}}]})");
  ASSERT_EQ(c.deltas.at(0).tool_calls.size(), 1u);
  EXPECT_EQ(c.deltas[0].tool_calls[0].name, "shell");
  EXPECT_EQ(c.deltas[0].tool_calls[0].arguments, "ls");
}

TEST(OpenAiChunk, NamesContentNobodyReads) {
  const OpenAiChunk c =
      chunk(R"({"choices":[{"index":0,"delta":{"audio":{"data":"AA"},"reasoning_content":"a",
    "reasoning":"b"},"logprobs":{"content":[{"token":"x"}]},"extra":["y"]}],"more":"z","number":1})");
  EXPECT_THAT(c.unknown, ElementsAre("logprobs", "delta.reasoning", "delta.audio", "extra", "more"));
}

TEST(OpenAiChunk, UsageComesWithoutChoices) {
  const OpenAiChunk c =
      chunk(R"({"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}})");
  EXPECT_THAT(c.deltas, IsEmpty());
  ASSERT_TRUE(c.usage);
  EXPECT_EQ(c.usage->output_tokens, 2);
}

TEST(OpenAiChunk, AnErrorInTheStreamIsAnUpstreamError) {
  Result<OpenAiChunk> r = parse_openai_chunk(R"({"error":{"message":"quota","code":"429"}})");
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind, ErrorKind::kUpstream);
  EXPECT_FALSE(parse_openai_chunk("[DONE]"));
  EXPECT_FALSE(parse_openai_chunk(R"({"choices":[{"delta":{"content":1}}]})"));
}

TEST(OpenAiChunk, WhatIsWrittenReadsBackTheSame) {
  OpenAiChunk c;
  c.id = "s";
  c.model = "m";
  c.created = 4;
  c.deltas.push_back({.choice = 2,
                      .role = "assistant",
                      .content = "x",
                      .refusal = "r",
                      .reasoning = "q",
                      .tool_calls = {{.index = 3, .id = "i", .name = "n", .arguments = "{"}},
                      .finish_reason = "stop"});
  const OpenAiChunk again = chunk(write_openai_chunk(c));
  ASSERT_EQ(again.deltas.size(), 1u);
  EXPECT_EQ(again.created, 4);
  EXPECT_EQ(again.deltas[0].choice, 2);
  EXPECT_EQ(again.deltas[0].role, "assistant");
  EXPECT_EQ(again.deltas[0].content, "x");
  EXPECT_EQ(again.deltas[0].refusal, "r");
  EXPECT_EQ(again.deltas[0].reasoning, "q");
  EXPECT_EQ(again.deltas[0].tool_calls[0].index, 3);
  EXPECT_EQ(again.deltas[0].tool_calls[0].name, "n");
  EXPECT_EQ(again.deltas[0].finish_reason, "stop");
}

TEST(OpenAiAssembler, JoinsParallelCallsAndChoicesByIndex) {
  OpenAiAssembler assembler;
  for (
      const char* data : {
          R"({"id":"s","model":"m","choices":[{"index":1,"delta":{"role":"assistant","content":"B"}}]})",
          R"({"choices":[{"index":0,"delta":{"content":"A"}},{"index":1,"delta":{"content":"b"}}]})",
          R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"x","function":{"name":"f","arguments":"{"}}]}}]})",
          R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"y","function":{"name":"g","arguments":"["}}]}}]})",
          R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}},{"index":1,"function":{"arguments":"]"}}]}}]})",
          R"({"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]})",
          R"({"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}})",
      }) {
    assembler.add(chunk(data));
  }
  const OpenAiResponse r = std::move(assembler).finish();
  EXPECT_EQ(r.id, "s");
  EXPECT_EQ(r.usage.output_tokens, 2);
  ASSERT_EQ(r.choices.size(), 2u);
  EXPECT_EQ(r.choices[0].index, 1);
  EXPECT_EQ(r.choices[0].message.plain_text(), "Bb");
  const std::vector<Part>& parts = r.choices[1].message.parts;
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0].text, "A");
  EXPECT_EQ(parts[1].tool_call->arguments, "{}");
  EXPECT_EQ(parts[2].tool_call->id, "y");
  EXPECT_EQ(parts[2].tool_call->arguments, "[]");
  EXPECT_EQ(r.choices[1].finish_reason, "tool_calls");
  EXPECT_EQ(r.segments.size(), 4u);
}

TEST(OpenAiAssembler, ASurrogatePairSplitOverDeltasBecomesItsCharacter) {
  OpenAiAssembler assembler;
  assembler.add(chunk(R"({"choices":[{"index":0,"delta":{"content":"\ud83d"}}]})"));
  assembler.add(chunk(R"({"choices":[{"index":0,"delta":{"content":"\ude00"}}]})"));
  EXPECT_EQ(std::move(assembler).finish().choices[0].message.plain_text(), "\xF0\x9F\x98\x80");
}

TEST(OpenAiResponse, RefusesNamesThatAParserWhichFoldsCaseWouldKnow) {
  const auto refused = [](const auto& parsed) {
    return !parsed && parsed.error().what.find("another spelling") != std::string::npos;
  };
  EXPECT_TRUE(refused(parse_openai_response(
      R"({"choices":[{"message":{"role":"assistant","content":"a","Content":"b"}}]})")));
  EXPECT_TRUE(refused(parse_openai_response(R"({"choices":[],"Choices":[]})")));
  EXPECT_TRUE(refused(parse_openai_chunk(R"({"choices":[{"index":0,"delta":{"Content":"b"}}]})")));
}

}  // namespace
}  // namespace broch::chat
