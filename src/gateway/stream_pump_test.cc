#include "gateway/stream_pump.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "core/json.h"

namespace broch::gateway {
namespace {

using testing::HasSubstr;
using testing::Not;

// The example access key of AWS' own documentation, put together so that no scanner takes this file for a
// leak.
const std::string kAccessKey = std::string("AKIA") + "Q3EGRIYL5ZVNT2WX";

std::shared_ptr<const guard::Guard> guard_of(const std::string& stages, const std::string& more = "") {
  const auto policy = guard::Policy::parse("name: test\n" + more + "stages: {" + stages + "}\n", "test.yaml");
  EXPECT_TRUE(policy) << policy.error().to_string();
  auto guard = guard::Guard::compile(*policy);
  EXPECT_TRUE(guard) << guard.error().to_string();
  return *guard;
}

const std::string kRedactSecrets = "output: {secrets: redact}, tool_call: {secrets: redact}";
const std::string kBlockSecrets = "output: {secrets: block}, tool_call: {secrets: block}";

std::string event(const std::string& delta, const std::string& finish = "null", int choice = 0) {
  return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\", "
         "\"choices\":[{\"index\":" +
         std::to_string(choice) + ",\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish +
         "}]}\n\n";
}
std::string content(const std::string& text, int choice = 0) {
  return event("{\"content\":" + json::quote(text) + "}", "null", choice);
}
std::string fragment(int call, const std::string& name, const std::string& arguments) {
  return event("{\"tool_calls\":[{\"index\":" + std::to_string(call) + ",\"function\":{" +
               (name.empty() ? "" : "\"name\":\"" + name + "\",") +
               "\"arguments\":" + json::quote(arguments) + "}}]}");
}
const std::string kStop = event("{}", "\"stop\"");
const std::string kDone = "data: [DONE]\n\n";

/// What the client gets, and what its SDK would make of it.
struct Delivered {
  std::string bytes;
  std::string error;  ///< of the pump; "" for none
  std::map<int64_t, std::string> text;
  std::map<int64_t, std::string> finish;
  std::map<int64_t, std::string> arguments;  ///< by call, of choice 0
  bool done = false;
};

Delivered pump(std::shared_ptr<const guard::Guard> guard, const std::vector<std::string>& pieces,
               int64_t choices = 1) {
  StreamPump pump(std::move(guard), choices, guard::Action::kAllow);
  Delivered out;
  for (const std::string& piece : pieces) {
    out.bytes += pump.feed(piece);
  }
  pump.finish();
  if (pump.error()) out.error = pump.error()->what;
  net::SseParser parser;
  const auto events = parser.feed(out.bytes);
  for (const net::SseEvent& event : *events) {
    if (!event.has_data) continue;
    out.done = event.data == "[DONE]";
    const auto chunk = chat::parse_openai_chunk(event.data);
    if (!chunk) continue;
    for (const chat::OpenAiDelta& delta : chunk->deltas) {
      out.text[delta.choice] += delta.content;
      if (!delta.finish_reason.empty()) out.finish[delta.choice] = delta.finish_reason;
      for (const auto& call : delta.tool_calls) out.arguments[call.index] += call.arguments;
    }
  }
  return out;
}

std::string without_comments(std::string bytes) {
  const size_t at = bytes.find(": broch-guard-action=");
  return at == std::string::npos ? bytes : bytes.erase(at, bytes.find("\n\n", at) + 2 - at);
}

TEST(StreamPumpTest, UnchangedEventsPassByteForByte) {
  const std::string odd =
      "data: {\"choices\" : [ {\"index\":0,\"delta\":{\"content\":\"caf\\u00e9 \\ud83d\\ude00 \"}} "
      "],\r\n"
      "data: \"x\":1.50}\r\n\r\n";
  const std::string stream =
      event("{\"role\":\"assistant\",\"content\":\"\"}") + content("Hello ") + content("wor") +
      content("ld, ") + odd + content("all is well") + kStop +
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n" + kDone;
  const Delivered whole = pump(guard_of(kRedactSecrets), {stream});
  EXPECT_EQ(without_comments(whole.bytes), stream);
  EXPECT_THAT(whole.bytes, HasSubstr(": broch-guard-action=allow\n\n" + kDone));
  std::vector<std::string> bytes;
  for (const char c : stream) bytes.emplace_back(1, c);
  EXPECT_EQ(pump(guard_of(kRedactSecrets), bytes).bytes, whole.bytes);
  EXPECT_EQ(without_comments(pump(guard_of(""), bytes).bytes), stream);
}

TEST(StreamPumpTest, NamesIdsAndCommentsOfEventsStayBehindSinceNoCheckReadsThem) {
  const std::string chunk = content("Hello");
  const Delivered out = pump(guard_of(kRedactSecrets), {"event: " + kAccessKey + "\nid: " + kAccessKey +
                                                            "\r\n: " + kAccessKey + "\nretry: 1\n" + chunk,
                                                        kStop, "id: " + kAccessKey + "\n" + kDone});
  EXPECT_EQ(without_comments(out.bytes), chunk + kStop + kDone);
  // Also where the event is written anew.
  const Delivered redacted =
      pump(guard_of(kRedactSecrets), {"event: named\n" + content("key " + kAccessKey + "\n"), kStop, kDone});
  EXPECT_THAT(redacted.text.at(0), HasSubstr("[redacted"));
  EXPECT_THAT(redacted.bytes, Not(HasSubstr("event:")));
}

TEST(StreamPumpTest, RedactsAcrossEventsAndLeavesTheOthersAlone) {
  const std::string first = content("The key is "), last = content(" and that is\n");
  const Delivered out = pump(guard_of(kRedactSecrets), {first, content(kAccessKey.substr(0, 5)),
                                                        content(kAccessKey.substr(5)), last, kStop, kDone});
  EXPECT_EQ(out.error, "");
  EXPECT_THAT(out.text.at(0), testing::MatchesRegex("The key is \\[redacted: .*\\] and that is\n"));
  EXPECT_THAT(out.bytes, HasSubstr(first));
  EXPECT_THAT(out.bytes, HasSubstr(last));
  EXPECT_THAT(out.bytes, HasSubstr(": broch-guard-action=redact\n\n" + kDone));
  EXPECT_TRUE(out.done);
}

TEST(StreamPumpTest, RedactionTakesTheLogProbabilitiesOfTheTextAlong) {
  std::string chunk = content("key " + kAccessKey + " end\n");
  chunk.replace(chunk.find("\"logprobs\":null"), 15,
                "\"logprobs\":{\"content\":[{\"token\":\"" + kAccessKey + "\",\"logprob\":-0.1}]}");
  const Delivered out = pump(guard_of(kRedactSecrets), {chunk, kStop, kDone});
  EXPECT_THAT(out.bytes, Not(HasSubstr(kAccessKey)));
  EXPECT_THAT(out.bytes, HasSubstr("\"logprobs\":null"));
}

TEST(StreamPumpTest, ABlockEndsTheStreamWithContentFilter) {
  const Delivered out = pump(guard_of(kBlockSecrets),
                             {content("Sure: "), content(kAccessKey + "\n"), content("more"), kStop, kDone});
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.finish.at(0), "content_filter");
  EXPECT_THAT(out.bytes, Not(HasSubstr(kAccessKey)));
  EXPECT_THAT(out.bytes, Not(HasSubstr("more")));
  EXPECT_THAT(out.bytes, testing::EndsWith(": broch-guard-action=block\n\n" + kDone));
}

TEST(StreamPumpTest, ABlockAtTheEndTakesTheUpstreamsFinishReasonAway) {
  const Delivered out =
      pump(guard_of(kBlockSecrets),
           {event("{\"content\":" + json::quote("Sure: " + kAccessKey) + "}", "\"stop\""), kDone});
  EXPECT_EQ(out.finish.at(0), "content_filter");
  EXPECT_THAT(out.bytes, Not(HasSubstr("\"stop\"")));
  EXPECT_THAT(out.bytes, Not(HasSubstr(kAccessKey)));
  EXPECT_TRUE(out.done);
}

TEST(StreamPumpTest, ChoicesAreGuardedApart) {
  const std::vector<std::string> stream = {content("a fine ", 0),
                                           content(kAccessKey + "\n", 1),
                                           content("text\n", 0),
                                           content("tail\n", 1),
                                           event("{}", "\"stop\"", 0),
                                           event("{}", "\"stop\"", 1),
                                           kDone};
  const Delivered out = pump(guard_of(kBlockSecrets), stream, 2);
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.text.at(0), "a fine text\n");
  EXPECT_EQ(out.finish.at(0), "stop");
  EXPECT_EQ(out.finish.at(1), "content_filter");
  EXPECT_THAT(out.bytes, Not(HasSubstr("tail")));
  EXPECT_TRUE(out.done);
}

TEST(StreamPumpTest, ASecretSplitOverTwoChoicesIsNoSecret) {
  const Delivered out =
      pump(guard_of(kRedactSecrets),
           {content(kAccessKey.substr(0, 8), 0), content(kAccessKey.substr(8), 1), kDone}, 2);
  EXPECT_EQ(out.text.at(0) + out.text.at(1), kAccessKey);
}

TEST(StreamPumpTest, ToolCallArgumentsWaitForTheirVerdict) {
  StreamPump pump(guard_of(kBlockSecrets), 1, guard::Action::kAllow);
  for (const std::string& piece :
       {fragment(0, "send", ""), fragment(0, "", "{\"to\":"), fragment(1, "log", "{"),
        fragment(0, "", "\"you\"}"), fragment(1, "", "}")}) {
    EXPECT_EQ(pump.feed(piece), "");
  }
  const std::string end = event("{}", "\"tool_calls\"");
  const std::string released = pump.feed(end);
  EXPECT_THAT(released, testing::StartsWith(fragment(0, "send", "") + fragment(0, "", "{\"to\":") +
                                            fragment(1, "log", "{")));
  EXPECT_THAT(released, testing::EndsWith(end));
}

TEST(StreamPumpTest, ABadToolCallNeverLeaves) {
  const std::vector<std::string> stream = {
      content("Calling.\n"), fragment(0, "send", "{\"body\":\"" + kAccessKey.substr(0, 6)),
      fragment(0, "", kAccessKey.substr(6) + "\"}"), event("{}", "\"tool_calls\""), kDone};
  const Delivered blocked = pump(guard_of(kBlockSecrets), stream);
  EXPECT_EQ(blocked.text.at(0), "Calling.\n");
  EXPECT_TRUE(blocked.arguments.empty());
  EXPECT_EQ(blocked.finish.at(0), "content_filter");
  const Delivered redacted = pump(guard_of(kRedactSecrets), stream);
  EXPECT_THAT(redacted.arguments.at(0), testing::MatchesRegex("\\{\"body\":\"\\[redacted: .*\\]\"\\}"));
  EXPECT_EQ(redacted.finish.at(0), "tool_calls");
}

TEST(StreamPumpTest, ASecretInTheNameOfAToolIsFoundToo) {
  for (const std::string& policy : {kBlockSecrets, kRedactSecrets}) {
    const Delivered out =
        pump(guard_of(policy), {fragment(0, "x " + kAccessKey, "{}"), event("{}", "\"tool_calls\""), kDone});
    EXPECT_THAT(out.bytes, Not(HasSubstr(kAccessKey)));
    EXPECT_EQ(out.finish.at(0), "content_filter");
  }
}

TEST(StreamPumpTest, CustomToolCallsAndTheOldFunctionCallAreHeldAndEditedToo) {
  const std::string custom =
      event("{\"tool_calls\":[{\"index\":0,\"type\":\"custom\",\"custom\":{\"name\":\"sh\",\"input\":\"k " +
            kAccessKey + "\"}}]}");
  const std::string legacy =
      event("{\"function_call\":{\"name\":\"sh\",\"arguments\":\"k " + kAccessKey + "\"}}");
  for (const std::string& call : {custom, legacy}) {
    const Delivered out = pump(guard_of(kRedactSecrets), {call, event("{}", "\"tool_calls\""), kDone});
    EXPECT_EQ(out.error, "");
    EXPECT_THAT(out.arguments.at(0), testing::MatchesRegex("k \\[redacted: .*\\]"));
  }
}

TEST(StreamPumpTest, WhatNobodyCanReadIsBlockedWhereThePolicySaysSo) {
  const std::string audio = event("{\"content\":\"x\",\"audio\":{\"data\":\"AAAA\"}}");
  const Delivered passed = pump(guard_of(kBlockSecrets), {audio, kStop, kDone});
  EXPECT_THAT(passed.bytes, HasSubstr(audio));
  const Delivered blocked =
      pump(guard_of(kBlockSecrets, "unscannable: block\n"), {content("a\n"), audio, kStop, kDone});
  EXPECT_THAT(blocked.bytes, Not(HasSubstr("AAAA")));
  EXPECT_EQ(blocked.finish.at(0), "content_filter");
}

TEST(StreamPumpTest, AMonitoringPolicyChangesNothingAndSaysWhatItSaw) {
  const std::string stream = content("key " + kAccessKey + " end\n") + kStop + kDone;
  const Delivered out = pump(guard_of(kBlockSecrets, "monitor: true\n"), {stream});
  EXPECT_EQ(without_comments(out.bytes), stream);
  EXPECT_THAT(out.bytes, HasSubstr(": broch-guard-action=flag\n\n"));
}

TEST(StreamPumpTest, WhatIsNoStreamOfChatCompletionsIsRefused) {
  const auto guard = guard_of(kRedactSecrets);
  EXPECT_THAT(pump(guard, {"data: {\"choices\":[}\n\n"}).error, HasSubstr("no chat completion chunk"));
  EXPECT_THAT(pump(guard, {"data: hello\n\n"}).error, HasSubstr("no chat completion chunk"));
  EXPECT_THAT(pump(guard, {"data: {\"choices\":[],\"choices\":[]}\n\n"}).error,
              HasSubstr("no chat completion chunk"));
  EXPECT_THAT(pump(guard, {content("x", 1)}).error, HasSubstr("not asked for"));
  EXPECT_THAT(pump(guard, {content("x", -1)}).error, HasSubstr("not asked for"));
  EXPECT_THAT(pump(guard, {kStop, content("x")}).error, HasSubstr("after its finish reason"));
  EXPECT_THAT(pump(guard, {content("x"), kStop}).error, HasSubstr("before it was complete"));
  EXPECT_THAT(pump(guard, {content("x"), "data: [DO"}).error, HasSubstr("before it was complete"));
}

TEST(StreamPumpTest, HoldsNoMoreThanItsLimit) {
  StreamPump pump(guard_of(kBlockSecrets), 1, guard::Action::kAllow);
  const std::string piece = fragment(0, "", std::string(1 << 20, 'x'));
  int fed = 0;
  while (!pump.error() && fed < 64) {
    EXPECT_EQ(pump.feed(piece), "");
    ++fed;
  }
  EXPECT_EQ(fed, 16);
}

TEST(StreamPumpTest, AnErrorOfTheUpstreamEndsTheStreamWithoutDone) {
  const std::string error = "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n";
  const Delivered out =
      pump(guard_of(kRedactSecrets), {content("half a "), content("sentence"), error, kDone});
  EXPECT_EQ(out.error, "");
  EXPECT_EQ(out.text.at(0), "half a sentence");
  EXPECT_THAT(out.bytes, testing::EndsWith(error));
}

TEST(StreamPumpTest, CommentsKeepTheConnectionAliveWithoutTheirText) {
  const Delivered out =
      pump(guard_of(kRedactSecrets), {": " + kAccessKey + "\n\n", content("x"), kStop, kDone});
  EXPECT_THAT(out.bytes, testing::StartsWith(":\n\n"));
  EXPECT_THAT(out.bytes, Not(HasSubstr(kAccessKey)));
}

// However a reply is cut into events, what is delivered is what the guard says to the whole of it.
TEST(StreamPumpTest, TheCutIntoEventsDoesNotMatter) {
  const std::string text = "First line\nkeys " + kAccessKey + ", " + kAccessKey + ".\n" + kAccessKey +
                           "\n```\ncode " + kAccessKey + "\n```\nThe en\u0301d of caf\u00e9 " + kAccessKey;
  const auto guard = guard_of(kRedactSecrets);
  chat::Segment segment;
  segment.text = text;
  segment.provenance = chat::Provenance::kAssistant;
  const std::vector<chat::Segment> segments = {segment};
  const std::string expected = guard->check(guard::Stage::kOutput, segments).redacted(segments, 0);
  ASSERT_THAT(expected, Not(HasSubstr(kAccessKey)));
  std::mt19937 random(1);
  for (int round = 0; round < 80; ++round) {
    std::vector<std::string> events;
    for (size_t at = 0; at < text.size();) {
      size_t size = 1 + random() % (round % 2 == 0 ? 6 : 40);
      while (at + size < text.size() && (text[at + size] & 0xC0) == 0x80) ++size;
      events.push_back(content(text.substr(at, size)));
      at += size;
    }
    events.push_back(kStop);
    events.push_back(kDone);
    const Delivered out = pump(guard, events);
    ASSERT_EQ(out.error, "");
    ASSERT_EQ(out.text.at(0), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace broch::gateway
