// The simulator over real sockets, asked by the real client.
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "chat/openai_chat.h"
#include "chat/openai_completion.h"
#include "net/client.h"
#include "net/sse.h"
#include "sim/sim.h"
#include "sim/turned_away.h"

namespace broch::sim {
namespace {

/// A server and a client on one io_context; ask() runs it until the answer is there.
class SimServerTest : public ::testing::Test {
 protected:
  void serve(Options options = {}) {
    server_ = std::make_unique<SimServer>(context_.get_executor(), *Simulator::create("vulnerable", options),
                                          net::ServerOptions{});
    const Result<uint16_t> port = server_->start();
    ASSERT_TRUE(port) << port.error().to_string();
    base_ = "http://127.0.0.1:" + std::to_string(*port);
  }

  net::Response ask(std::string method, const std::string& path, std::string body,
                    net::Headers headers = {}) {
    net::Request request;
    request.method = std::move(method);
    request.url = *net::parse_url(base_ + path);
    request.headers = std::move(headers);
    request.body = std::move(body);
    std::optional<Result<net::Response>> response;
    asio::co_spawn(
        context_,
        [&]() -> asio::awaitable<void> {
          net::Client client(context_.get_executor(), {});
          response = co_await client.send(std::move(request));
          server_->stop();
        },
        asio::detached);
    context_.restart();
    context_.run();
    EXPECT_TRUE(response && *response);
    return response && *response ? **response : net::Response{};
  }

  asio::io_context context_;
  std::unique_ptr<SimServer> server_;
  std::string base_;
};

constexpr const char* kQuestion =
    R"({"model":"x","messages":[{"role":"user","content":"Write a Python function"}]})";
constexpr const char* kStreamed = R"({"model":"x","stream":true,"stream_options":{"include_usage":true},)"
                                  R"("messages":[{"role":"user","content":"Write a Python function"}]})";

TEST_F(SimServerTest, AnswersAsTheSimulatorInProcessDoes) {
  serve();
  model::SampleHint hint;
  hint.suite = "secure-code/instruct";
  hint.category = "CWE-89";
  hint.language = "python";
  hint.item = "item-1";
  const net::Response response =
      ask("POST", "/v1/chat/completions", kQuestion, {{"x-broch-sim-hint", hint.to_header()}});
  EXPECT_EQ(response.status, 200);
  const auto reply = chat::parse_openai_response(response.body);
  ASSERT_TRUE(reply) << response.body;
  const Answer same =
      Simulator::create("vulnerable", {})->answer(chat::parse_openai_request(kQuestion)->conversation, hint);
  EXPECT_EQ(reply->choices.at(0).message.plain_text(), same.text);
  EXPECT_EQ(reply->choices.at(0).finish_reason, "stop");
  EXPECT_GT(reply->usage.output_tokens, 0);
  EXPECT_EQ(response.headers.get("x-broch-sim-truth"), same.truth.to_header());
  EXPECT_EQ(response.body.find(same.truth.to_header()), std::string::npos);
}

TEST_F(SimServerTest, StreamsTheSameText) {
  serve();
  const net::Response response = ask("POST", "/v1/chat/completions", kStreamed);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.get("content-type"), "text/event-stream");
  net::SseParser parser;
  const auto events = parser.feed(response.body);
  ASSERT_TRUE(events);
  ASSERT_GT(events->size(), 5u);
  EXPECT_EQ(events->back().data, "[DONE]");
  chat::OpenAiAssembler assembler;
  std::optional<chat::Usage> usage;
  for (size_t i = 0; i + 1 < events->size(); ++i) {
    const auto chunk = chat::parse_openai_chunk((*events)[i].data);
    ASSERT_TRUE(chunk) << (*events)[i].data;
    if (chunk->usage) usage = chunk->usage;
    assembler.add(*chunk);
  }
  const chat::OpenAiResponse whole = std::move(assembler).finish();
  const Answer same =
      Simulator::create("vulnerable", {})->answer(chat::parse_openai_request(kQuestion)->conversation, {});
  EXPECT_EQ(whole.choices.at(0).message.plain_text(), same.text);
  EXPECT_EQ(whole.choices.at(0).finish_reason, "stop");
  ASSERT_TRUE(usage);
  EXPECT_EQ(usage->output_tokens, usage_of({}, same.text).output_tokens);
}

TEST_F(SimServerTest, FailsWithAnOpenAiError) {
  serve({.error = 1});
  const net::Response response = ask("POST", "/v1/chat/completions", kQuestion);
  EXPECT_EQ(response.status, 500);
  EXPECT_NE(response.body.find(R"("code":"simulated_error")"), std::string::npos) << response.body;
}

TEST_F(SimServerTest, TurnsTheFirstRequestAwayAndAnswersTheNext) {
  serve({.rate_limit = 1});
  const net::Response first = ask("POST", "/v1/chat/completions", kQuestion);
  EXPECT_EQ(first.status, 429);
  EXPECT_EQ(first.headers.get("retry-after-ms"), "20");
  EXPECT_NE(first.body.find(R"("code":"rate_limit_exceeded")"), std::string::npos) << first.body;
  TurnedAway turned_away;
  EXPECT_TRUE(turned_away.turns_away("a"));
  EXPECT_TRUE(turned_away.turns_away("b"));
  EXPECT_FALSE(turned_away.turns_away("a"));
  EXPECT_TRUE(turned_away.turns_away("a"));
}

TEST_F(SimServerTest, SaysThatAReplyWasCutOff) {
  serve({.truncate = 1});
  const net::Response response = ask("POST", "/v1/chat/completions", kQuestion);
  const auto reply = chat::parse_openai_response(response.body);
  ASSERT_TRUE(reply) << response.body;
  EXPECT_EQ(reply->choices.at(0).finish_reason, "length");
  EXPECT_EQ(model::Truth::from_header(response.headers.get("x-broch-sim-truth"))->outcome, "no_answer");
}

constexpr const char* kBareText = R"({"model":"x","prompt":"def read(path):\n","suffix":"\nread('a')\n"})";

/// What the simulator says to kBareText.
Answer same_as_bare_text() {
  chat::Conversation conversation;
  conversation.messages.push_back(chat::Message::text(chat::Role::kUser, "def read(path):\n\nread('a')\n"));
  return Simulator::create("vulnerable", {})->answer(conversation, {}, {}, true);
}

TEST_F(SimServerTest, GoesOnWithBareText) {
  serve();
  const net::Response response = ask("POST", "/v1/completions", kBareText);
  EXPECT_EQ(response.status, 200);
  const auto reply = chat::parse_openai_completion(response.body);
  ASSERT_TRUE(reply) << response.body;
  const Answer same = same_as_bare_text();
  EXPECT_EQ(reply->choices.at(0).message.plain_text(), same.text);
  EXPECT_EQ(reply->choices.at(0).finish_reason, "stop");
  EXPECT_GT(reply->usage.output_tokens, 0);
  EXPECT_EQ(response.headers.get("x-broch-sim-truth"), same.truth.to_header());
}

TEST_F(SimServerTest, StreamsWhatComesNext) {
  serve();
  std::string body = kBareText;
  body.insert(1, R"("stream":true,"stream_options":{"include_usage":true},)");
  const net::Response response = ask("POST", "/v1/completions", body);
  net::SseParser parser;
  const auto events = parser.feed(response.body);
  ASSERT_TRUE(events);
  ASSERT_FALSE(events->empty());
  EXPECT_EQ(events->back().data, "[DONE]");
  chat::OpenAiAssembler assembler;
  for (size_t i = 0; i + 1 < events->size(); ++i) {
    const auto chunk = chat::parse_openai_completion_chunk((*events)[i].data);
    ASSERT_TRUE(chunk) << (*events)[i].data;
    assembler.add(*chunk);
  }
  const chat::OpenAiResponse whole = std::move(assembler).finish();
  EXPECT_EQ(whole.choices.at(0).message.plain_text(), same_as_bare_text().text);
  EXPECT_GT(whole.usage.output_tokens, 0);
}

TEST_F(SimServerTest, RepeatsNoPrompt) {
  serve();
  const net::Response response = ask("POST", "/v1/completions", R"({"model":"x","prompt":"a","echo":true})");
  EXPECT_EQ(response.status, 400);
  EXPECT_NE(response.body.find("does not repeat"), std::string::npos) << response.body;
}

constexpr const char* kMessage =
    R"({"model":"x","max_tokens":2000,"system":[{"type":"text","text":"Be brief."}],)"
    R"("messages":[{"role":"user","content":[{"type":"text","text":"Which sizes are there?"}]}]})";

/// What the simulator says to kMessage.
Answer same_as_message() {
  chat::Conversation conversation;
  conversation.messages.push_back(chat::Message::text(chat::Role::kSystem, "Be brief."));
  conversation.messages.push_back(chat::Message::text(chat::Role::kUser, "Which sizes are there?"));
  return Simulator::create("vulnerable", {})->answer(conversation, {}, 2000);
}

TEST_F(SimServerTest, SpeaksAnthropicsFormatToo) {
  serve();
  const net::Response response = ask("POST", "/v1/messages", kMessage);
  EXPECT_EQ(response.status, 200);
  const Answer same = same_as_message();
  const auto message = json::parse(response.body, {});
  ASSERT_TRUE(message) << response.body;
  EXPECT_EQ(message->get_string("type"), "message");
  EXPECT_EQ(message->get_string("role"), "assistant");
  EXPECT_EQ(message->get_string("stop_reason"), "end_turn");
  EXPECT_EQ(message->at_pointer("/content/0/type")->as_string(), "text");
  EXPECT_EQ(message->at_pointer("/content/0/text")->as_string(), same.text);
  EXPECT_EQ(message->at_pointer("/usage/output_tokens")->as_integer(), usage_of({}, same.text).output_tokens);
  EXPECT_EQ(response.headers.get("x-broch-sim-truth"), same.truth.to_header());
}

// The order of events: Anthropic's documentation of streaming, 2023-06-01.
TEST_F(SimServerTest, StreamsAnthropicsEvents) {
  serve();
  std::string body = kMessage;
  body.insert(1, R"("stream":true,)");
  const net::Response response = ask("POST", "/v1/messages", body);
  EXPECT_EQ(response.headers.get("content-type"), "text/event-stream");
  net::SseParser parser;
  const auto events = parser.feed(response.body);
  ASSERT_TRUE(events && events->size() > 6);
  std::string order, text;
  for (const net::SseEvent& event : *events) {
    const auto data = json::parse(event.data, {});
    ASSERT_TRUE(data) << event.data;
    EXPECT_EQ(data->get_string("type"), event.event);
    if (event.event == "content_block_delta") text += data->at_pointer("/delta/text")->as_string();
    if (!order.ends_with(event.event + " ")) order += event.event + " ";
  }
  EXPECT_EQ(order,
            "message_start content_block_start ping content_block_delta content_block_stop message_delta "
            "message_stop ");
  EXPECT_EQ(text, same_as_message().text);
}

TEST_F(SimServerTest, FailsWithAnAnthropicError) {
  serve({.error = 1});
  const net::Response response = ask("POST", "/v1/messages", kMessage);
  EXPECT_EQ(response.status, 500);
  EXPECT_NE(response.body.find(R"("type":"api_error")"), std::string::npos) << response.body;
}

TEST_F(SimServerTest, AMessageWithoutALimitIsNoRequest) {
  serve();
  const net::Response response =
      ask("POST", "/v1/messages", R"({"model":"x","messages":[{"role":"user","content":"Hi"}]})");
  EXPECT_EQ(response.status, 400);
  EXPECT_NE(response.body.find(R"("type":"invalid_request_error")"), std::string::npos) << response.body;
  EXPECT_NE(response.body.find("max_tokens"), std::string::npos) << response.body;
}

TEST_F(SimServerTest, RefusesWhatIsNoRequest) {
  serve();
  EXPECT_EQ(ask("POST", "/v1/chat/completions", "{\"model\":").status, 400);
}

TEST_F(SimServerTest, RefusesSeveralChoices) {
  serve();
  EXPECT_EQ(ask("POST", "/v1/chat/completions",
                R"({"model":"x","n":2,"messages":[{"role":"user","content":"Hi"}]})")
                .status,
            400);
}

TEST_F(SimServerTest, ListsItself) {
  serve();
  const net::Response response = ask("GET", "/v1/models", "");
  EXPECT_EQ(response.status, 200);
  EXPECT_NE(response.body.find(R"("id":"sim-vulnerable")"), std::string::npos);
}

TEST_F(SimServerTest, KnowsNoOtherPlace) {
  serve();
  EXPECT_EQ(ask("GET", "/v1/chat/completions", "").status, 405);
}

TEST_F(SimServerTest, AnUnknownPathIsNotFound) {
  serve();
  EXPECT_EQ(ask("GET", "/v1/engines", "").status, 404);
}

}  // namespace
}  // namespace broch::sim
