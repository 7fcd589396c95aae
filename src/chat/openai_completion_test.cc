// Examples of the wire in the shape of the published OpenAPI description.
#include "chat/openai_completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace broch::chat {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kAnswer = R"({"id":"cmpl-1","object":"text_completion","created":1589478378,
  "model":"gpt-3.5-turbo-instruct","system_fingerprint":"fp_44709d6fcb","choices":[
   {"text":"\n\nThis is indeed a test","index":0,"logprobs":null,"finish_reason":"length"},
   {"text":"a","index":1,"logprobs":null,"finish_reason":"stop"}],
  "usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}})";

std::string refusal(const Result<OpenAiCompletionRequest>& request) {
  return request ? "accepted" : request.error().to_string();
}

TEST(OpenAiCompletion, ARequestIsWrittenAndRead) {
  const Sampling sampling{
      .temperature = 0.5, .top_p = {}, .max_tokens = 64, .seed = 7, .stop = {"\n\n"}, .verdicts = {}};
  const std::string body = write_openai_completion_request("m", "int f(", ") { }", sampling, true);
  EXPECT_EQ(body, R"({"model":"m","prompt":"int f(","suffix":") { }","temperature":0.5,"max_tokens":64,)"
                  R"("seed":7,"stop":["\n\n"],"stream":true,"stream_options":{"include_usage":true}})");
  const auto request = parse_openai_completion_request(body);
  ASSERT_TRUE(request) << request.error().to_string();
  EXPECT_EQ(request->model, "m");
  EXPECT_EQ(request->prompt, "int f(");
  EXPECT_EQ(request->suffix, ") { }");
  EXPECT_TRUE(request->stream);
  EXPECT_TRUE(request->include_usage);
  EXPECT_EQ(request->sampling.max_tokens, 64);
  EXPECT_THAT(request->sampling.stop, ElementsAre("\n\n"));
}

TEST(OpenAiCompletion, NothingIsSentOfASuffixThatIsEmpty) {
  EXPECT_EQ(write_openai_completion_request("m", "x", "", {}, false), R"({"model":"m","prompt":"x"})");
}

TEST(OpenAiCompletion, WhatTheLibrariesOfOthersSend) {
  const auto request = parse_openai_completion_request(
      R"({"model":"m","prompt":["one"],"suffix":null,"n":2,"echo":true,"logprobs":3,"best_of":2,"user":"u"})");
  ASSERT_TRUE(request) << request.error().to_string();
  EXPECT_EQ(request->prompt, "one");
  EXPECT_EQ(request->suffix, "");
  EXPECT_EQ(request->choices, 2);
  EXPECT_TRUE(request->echo);
  EXPECT_THAT(refusal(parse_openai_completion_request(R"({"model":"m","prompt":["a","b"]})")),
              HasSubstr("`prompt` is a string"));
  EXPECT_THAT(refusal(parse_openai_completion_request(R"({"model":"m","prompt":[1,2]})")),
              HasSubstr("`prompt` is a string"));
  EXPECT_THAT(refusal(parse_openai_completion_request(R"({"model":"m"})")), HasSubstr("`prompt`"));
  EXPECT_THAT(refusal(parse_openai_completion_request(R"({"prompt":"x"})")), HasSubstr("`model`"));
  EXPECT_THAT(refusal(parse_openai_completion_request(R"({"model":"m","prompt":"x","suffix":1})")),
              HasSubstr("`suffix`"));
  EXPECT_THAT(refusal(parse_openai_completion_request("[]")), HasSubstr("JSON object"));
}

TEST(OpenAiCompletion, AnAnswerIsReadAndWritten) {
  const auto answer = parse_openai_completion(kAnswer);
  ASSERT_TRUE(answer) << answer.error().to_string();
  EXPECT_EQ(answer->id, "cmpl-1");
  EXPECT_EQ(answer->model, "gpt-3.5-turbo-instruct");
  EXPECT_EQ(answer->system_fingerprint, "fp_44709d6fcb");
  ASSERT_EQ(answer->choices.size(), 2u);
  EXPECT_EQ(answer->choices[0].message.plain_text(), "\n\nThis is indeed a test");
  EXPECT_EQ(answer->choices[0].finish_reason, "length");
  EXPECT_EQ(answer->choices[1].index, 1);
  EXPECT_EQ(answer->usage.output_tokens, 7);
  const json::Value written = *json::parse(write_openai_completion(*answer, 1589478378));
  const json::Value published = *json::parse(kAnswer);
  for (const json::Member& member : published.as_object())
    EXPECT_EQ(json::canonical(*written.find(member.key)), json::canonical(member.value)) << member.key;
}

TEST(OpenAiCompletion, AStreamSpellsAnAnswer) {
  OpenAiAssembler assembler;
  for (
      const char* data :
      {R"({"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"text":"int ","index":0,"logprobs":null,"finish_reason":null}]})",
       R"({"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"text":"x","index":0,"finish_reason":null}],"usage":null})",
       R"({"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"text":"","index":0,"finish_reason":"stop"}]})",
       R"({"id":"c","object":"text_completion","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}})"}) {
    const auto chunk = parse_openai_completion_chunk(data);
    ASSERT_TRUE(chunk) << chunk.error().to_string();
    const auto again = parse_openai_completion_chunk(write_openai_completion_chunk(*chunk));
    ASSERT_TRUE(again) << again.error().to_string();
    assembler.add(*again);
  }
  const OpenAiResponse answer = std::move(assembler).finish();
  EXPECT_EQ(answer.choices.at(0).message.plain_text(), "int x");
  EXPECT_EQ(answer.choices.at(0).finish_reason, "stop");
  EXPECT_EQ(answer.usage.output_tokens, 2);
}

TEST(OpenAiCompletion, WhatIsNoAnswerIsAnError) {
  EXPECT_THAT(parse_openai_completion(R"({"error":{"message":"overloaded"}})").error().what,
              HasSubstr("overloaded"));
  EXPECT_EQ(parse_openai_completion_chunk(R"({"error":{"message":"overloaded"}})").error().kind,
            ErrorKind::kUpstream);
  EXPECT_FALSE(parse_openai_completion("{}"));
  EXPECT_FALSE(parse_openai_completion(R"({"choices":[{"text":1}]})"));
  const auto chat = parse_openai_completion(R"({"choices":[{"index":0,"message":{"content":"x"}}]})");
  ASSERT_FALSE(chat);
  EXPECT_THAT(chat.error().remedy, HasSubstr("chat completions"));
}

}  // namespace
}  // namespace broch::chat
