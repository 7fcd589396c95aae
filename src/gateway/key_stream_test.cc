#include "gateway/key_stream.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "core/hash.h"

namespace broch::gateway {
namespace {

const std::string kSecret = "sk-abXabcab/-0123456789";

std::string choices_event(const std::string& choices) {
  return net::write_sse(R"({ "id":"s","choices":[)" + choices + "]}");
}
std::string text_event(const std::string& field, const std::string& text, int choice = 0) {
  return choices_event(fmt::format(R"({{"index":{},"delta":{{"{}":{}}},"finish_reason":null}})", choice,
                                   field, json::quote(text)));
}
const std::string kEndOfStream = net::write_sse("[DONE]");

/// What goes in one event after the other comes out together.
std::string scrubbed(const std::vector<std::string>& events, const std::string& secret = kSecret) {
  const net::KeyScrubber key(secret);
  KeyStream stream(key);
  std::string out;
  for (const std::string& one : events) out += *stream.feed(one);
  return out + *stream.finish();
}

/// All strings at the JSON pointer below the first choice whose index is `choice`, joined.
std::string text_at(const std::string& sse, const std::string& pointer, int choice = 0) {
  net::SseParser parser;
  std::string out;
  const std::vector<net::SseEvent> events = *parser.feed(sse);
  for (const net::SseEvent& one : events) {
    const Result<json::Value> root = json::parse(one.data);
    if (!root || root->at_pointer("/choices/0/index")->as_integer() != choice) continue;
    const json::Value* value = root->at_pointer("/choices/0" + pointer);
    if (value != nullptr && value->is_string()) out += value->as_string();
  }
  return out;
}

TEST(KeyStream, AnyPiecesGiveWhatTheWholeGives) {
  const net::KeyScrubber key(kSecret);
  const std::string text = "a " + kSecret + kSecret + " b sk-abXabcabc sk-abX" + kSecret.substr(0, 10) +
                           "x \\u0073k-" + kSecret.substr(3) + "y" + kSecret.substr(0, 5);
  const std::string whole = key.clean(text);
  Random random(3);
  for (int round = 0; round < 500; ++round) {
    std::string wire;
    for (size_t at = 0; at < text.size();) {
      const size_t length = random.below(round % 2 == 0 ? 4 : 12);
      wire += text_event("content", text.substr(at, length));
      if (random.below(8) == 0) wire += ": alive\n\n";
      at += length;
    }
    wire += kEndOfStream;
    KeyStream stream(key);
    std::string out;
    for (size_t at = 0; at < wire.size();) {
      const size_t length = 1 + random.below(200);
      out += *stream.feed(std::string_view(wire).substr(at, length));
      ASSERT_EQ(text_at(out, "/delta/content").find(kSecret), std::string::npos);
      at += length;
    }
    out += *stream.finish();
    const std::string content = text_at(out, "/delta/content");
    ASSERT_EQ(content.find(kSecret), std::string::npos);
    // Up to three bytes that began the key may have left before a comment, or an event without text.
    ASSERT_EQ(content.find(kSecret.substr(4)), std::string::npos);
    ASSERT_TRUE(content.ends_with("y" + kSecret.substr(0, 5)));
    if (out.find(": alive") == std::string::npos && wire.find("\"content\":\"\"") == std::string::npos) {
      ASSERT_EQ(content, whole);
    }
    ASSERT_TRUE(out.ends_with(kEndOfStream));
  }
}

TEST(KeyStream, WhatHasNoKeyPassesByteForByte) {
  const std::vector<std::string> events{
      text_event("role", "assistant"),
      "event: x\r\ndata: {\"choices\" : [ {\"delta\":{\"content\":\"caf\\u00e9 \\/ files\"}} ]}\r\n\r\n",
      ": comment\n\n",
      text_event("content", "sk-abX \\"),
      text_event("content", kSecret.substr(0, 15)),
      text_event("content", "nothing"),
      "data: no JSON\n\n",
      text_event("reasoning", "sk"),
      choices_event(R"({"index":0,"delta":{},"finish_reason":"tool_calls"})"),
      kEndOfStream,
      "data: cut of"};
  std::string all;
  for (const std::string& one : events) all += one;
  EXPECT_EQ(scrubbed(events), all);
  EXPECT_EQ(scrubbed({all}), all);
}

TEST(KeyStream, AWordThatEndsAsTheKeyBeginsWaitsForOneEvent) {
  const net::KeyScrubber key(kSecret);
  KeyStream stream(key);
  const std::string files = text_event("reasoning", "all files"), next = text_event("content", "I"),
                    more = text_event("reasoning", "k-");
  EXPECT_EQ(*stream.feed(files), "");
  EXPECT_EQ(*stream.feed(next), files + next) << "although its text has not gone on";
  EXPECT_EQ(*stream.feed(more), "");
  EXPECT_EQ(*stream.feed(next), more + next);
  // What has left is remembered.
  const std::string rest = text_event("reasoning", kSecret.substr(3) + "!");
  EXPECT_EQ(text_at(*stream.feed(rest), "/delta/reasoning"), "[key]!");
}

TEST(KeyStream, TheTextsOfAChoiceAreJoinedEachByItself) {
  const std::string first = kSecret.substr(0, 12), rest = kSecret.substr(12);
  for (const std::string field : {"content", "refusal", "reasoning_content", "anything"}) {
    const std::string out = scrubbed({text_event(field, "a " + first), text_event("other", "between"),
                                      text_event(field, first, 1), text_event(field, rest + " b"),
                                      text_event(field, "x", 1), kEndOfStream});
    EXPECT_EQ(text_at(out, "/delta/" + field), "a [key] b") << field;
    EXPECT_EQ(text_at(out, "/delta/" + field, 1), first + "x") << field;
    EXPECT_EQ(text_at(out, "/delta/other"), "between");
  }
}

TEST(KeyStream, FragmentsOfAToolCallAndPartsOfContent) {
  const auto call = [](int index, const std::string& name, const std::string& arguments) {
    return choices_event(fmt::format(
        R"({{"index":0,"delta":{{"tool_calls":[{{"index":{},"id":{},"function":{{"name":{},"arguments":{}}}}}]}}}})",
        index, json::quote(name), json::quote(name), json::quote(arguments)));
  };
  // The tool reads its arguments as JSON once more.
  std::string escaped = "{\"k\":\"\\u0073k-abX";
  const std::string calls = scrubbed({call(0, kSecret.substr(0, 9), escaped), call(1, "x", "{}"),
                                      call(0, kSecret.substr(9), kSecret.substr(6) + "\"}"), kEndOfStream});
  EXPECT_EQ(calls.find("0123456789"), std::string::npos) << calls;
  const std::string pointer = "/delta/tool_calls/0/";
  EXPECT_EQ(text_at(calls, pointer + "function/name"), "[key]x");
  EXPECT_EQ(text_at(calls, pointer + "function/arguments"), "{\"k\":\"[key]{}\"}");
  EXPECT_EQ(text_at(calls, pointer + "id"), "[key]x");

  const net::KeyScrubber key(kSecret);
  EXPECT_EQ(without_key(R"({"choices":[{"message":{"content":[{"type":"text","text":"sk-abX"},)"
                        R"({"type":"text","text":"abcab\/-0123456789!"}]}}]})",
                        key),
            R"({"choices":[{"message":{"content":[{"type":"text","text":"[key]"},)"
            R"({"type":"text","text":"!"}]}}]})");
}

TEST(KeyStream, LogProbabilitiesDoNotSpellItOnceMore) {
  const auto token = [](const std::string& text) {
    return R"({"index":0,"delta":{"content":)" + json::quote(text) + R"(},"logprobs":{"content":[{"token":)" +
           json::quote(text) + R"(,"bytes":[115,107]}]}})";
  };
  const std::string plain = choices_event(token("ok ")), first = token(kSecret.substr(0, 9)),
                    rest = token(kSecret.substr(9));
  const std::string out = scrubbed({plain, choices_event(first), choices_event(rest), kEndOfStream});
  EXPECT_EQ(out, plain + choices_event(R"({"index":0,"delta":{"content":"[key]"},"logprobs":null})") +
                     choices_event(R"({"index":0,"delta":{"content":""},"logprobs":null})") + kEndOfStream);
  // Although the text says something else.
  const net::KeyScrubber key(kSecret);
  EXPECT_EQ(
      without_key(R"({"choices":[{"message":{"content":"a"},"logprobs":{"content":[{"token":"sk-abXa"},)"
                  R"({"token":"bcab/-0123456789"}]}}]})",
                  key),
      R"({"choices":[{"message":{"content":"a"},"logprobs":null}]})");
}

TEST(KeyStream, EverythingElseIsCleanToo) {
  const std::string escaped = R"(\u0073k-abXabcab\/-0123456789)";
  const net::KeyScrubber key(kSecret);
  for (const std::string& body :
       {"{\"" + escaped + "\":1}", "{\"a\":1,\"a\":\"" + escaped + "\"}", "no JSON: " + kSecret,
        "{\"error\":{\"code\":\"" + escaped + "\"}}", "{\"a\":\"" + escaped}) {
    const std::string clean = without_key(body, key);
    EXPECT_EQ(clean.find("0123456789"), std::string::npos) << clean;
    EXPECT_NE(clean.find("[key]"), std::string::npos) << clean;
    EXPECT_EQ(scrubbed({"data: " + body + "\n\n"}), "data: " + clean + "\n\n");
  }
  EXPECT_EQ(scrubbed({": " + kSecret + "\n\n"}), ": [key]\n\n");
}

TEST(KeyStream, WhatWaitsIsBounded) {
  const net::KeyScrubber key(kSecret);
  KeyStream stream(key);
  ASSERT_TRUE(stream.feed(text_event("content", kSecret.substr(0, 9))));
  const std::string other = text_event("reasoning", std::string(1 << 20, 'x'));
  bool ended = false;
  for (int i = 0; i < 20 && !ended; ++i) ended = !stream.feed(other);
  EXPECT_TRUE(ended);

  KeyStream many(key);
  for (int i = 0; i < 100'000 && ended; ++i)
    ended = many.feed(text_event("f" + std::to_string(i), "s")).has_value();
  EXPECT_FALSE(ended);
}

TEST(KeyStream, APlainKeyIsNotLookedFor) {
  const std::vector<std::string> events{text_event("content", "pass"), text_event("content", "word"),
                                        kEndOfStream};
  EXPECT_EQ(scrubbed(events, "password"), events[0] + events[1] + events[2]);
}

}  // namespace
}  // namespace broch::gateway
