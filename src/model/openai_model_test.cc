// openai: against a well-behaved server over real connections.
#include "model/openai_model.h"

#include <gtest/gtest.h>

#include <boost/asio/detached.hpp>

#include "core/text.h"
#include "net/server.h"
#include "net/sse.h"
#include "net/test_certificate.h"
#include "net/test_support.h"

namespace broch::model {
namespace {

using net::Headers;
using net::ResponseWriter;
using net::ServerRequest;
using namespace std::chrono_literals;

constexpr const char* kAnswer = R"({"id":"c1","object":"chat.completion","created":1,"model":"served-model",
"system_fingerprint":"fp_1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},
"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}})";

class OpenAiModelTest : public ::testing::Test {
 protected:
  void serve(net::Handler handler, net::ServerOptions options = {}) {
    server_ = std::make_unique<net::Server>(loop_.io.get_executor(), options, std::move(handler));
    port_ = *server_->start();
  }
  /// Answers every request with this status and body; the requests are kept.
  void serve(int status, Headers headers, std::string body) {
    serve([this, status, headers, body](const ServerRequest& request,
                                        ResponseWriter& writer) -> asio::awaitable<void> {
      seen_.push_back(request);
      static_cast<void>(co_await writer.send(status, headers, body));
    });
  }
  void serve_events(std::vector<std::string> data) {
    serve([data](const ServerRequest&, ResponseWriter& writer) -> asio::awaitable<void> {
      const Headers headers{{"Content-Type", "text/event-stream"}};
      static_cast<void>(co_await writer.begin(200, headers));
      for (const std::string& one : data) static_cast<void>(co_await writer.write(net::write_sse(one)));
      static_cast<void>(co_await writer.end());
    });
  }
  Result<Reply> ask(const std::string& name = "m", bool stream = false, const std::string& options = "") {
    const std::string spec = "openai:" + name + "?base_url=http://127.0.0.1:" + std::to_string(port_) +
                             "/v1&backoff=1ms" + options;
    auto model = factory_.open(spec, loop_.io.get_executor());
    EXPECT_TRUE(model) << model.error().to_string();
    GenerateRequest request;
    request.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, "Hi"));
    request.sampling.temperature = 0.5;
    request.stream = stream;
    request.hint.suite = "attack";
    request.hint.item = "item 1";
    return loop_.run((*model)->generate(request));
  }

  net::testing::Loop loop_;
  Factory factory_;
  std::unique_ptr<net::Server> server_;
  std::vector<ServerRequest> seen_;
  uint16_t port_ = 0;
};

TEST_F(OpenAiModelTest, AsksAndReads) {
  serve(200, {{"Content-Type", "application/json"}}, kAnswer);
  const Result<Reply> reply = ask();
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->text, "Hello");
  EXPECT_EQ(reply->finish_reason, "stop");
  EXPECT_EQ(reply->usage.input_tokens, 5);
  EXPECT_EQ(reply->usage.output_tokens, 2);
  EXPECT_EQ(reply->model, "served-model");
  EXPECT_EQ(reply->fingerprint, "fp_1");
  EXPECT_EQ(reply->tries, 1);
  EXPECT_GT(reply->latency.count(), 0);
  EXPECT_FALSE(reply->blocked_by);
  ASSERT_EQ(seen_.size(), 1u);
  EXPECT_EQ(seen_[0].method, "POST");
  EXPECT_EQ(seen_[0].path, "/v1/chat/completions");
  EXPECT_EQ(seen_[0].headers.get("content-type"), "application/json");
  EXPECT_FALSE(seen_[0].headers.has("authorization"));
  EXPECT_FALSE(seen_[0].headers.has("x-broch-sim-hint")) << "hints are for simulators";
  const json::Value body = *json::parse(seen_[0].body);
  EXPECT_EQ(body.get_string("model"), "m");
  EXPECT_EQ(body.at_pointer("/messages/0/content")->as_string(), "Hi");
  EXPECT_EQ(body.get_double("temperature"), 0.5);
}

TEST_F(OpenAiModelTest, SendsTheKeyAndTakesItOutOfErrors) {
  setenv("BROCH_TEST_KEY", "sk-secret-0123456789", 1);
  serve(
      401, {},
      R"({"error":{"message":"Incorrect API key provided: sk-secret-0123456789","type":"invalid_request_error","code":"invalid_api_key"}})");
  const Result<Reply> reply = ask("m", false, "&api_key_env=BROCH_TEST_KEY");
  unsetenv("BROCH_TEST_KEY");
  ASSERT_FALSE(reply);
  ASSERT_EQ(seen_.size(), 1u) << "401 is not retried";
  EXPECT_EQ(seen_[0].headers.get("authorization"), "Bearer sk-secret-0123456789");
  EXPECT_EQ(reply.error().kind, ErrorKind::kUpstream);
  EXPECT_EQ(reply.error().to_string().find("sk-secret-0123456789"), std::string::npos);
  EXPECT_NE(reply.error().what.find("[key]"), std::string::npos);
}

TEST_F(OpenAiModelTest, AServerThatRepeatsTheKeyPutsItIntoNoReplyAndNoQuotation) {
  const std::string key = "sk-secret-0123456789-0123456789-0123456789-0123456789";
  setenv("BROCH_TEST_KEY", key.c_str(), 1);
  serve(200, {},
        R"({"choices":[{"message":{"content":"your key is )" + key + R"("},"finish_reason":"stop"}]})");
  Result<Reply> reply = ask("m", false, "&api_key_env=BROCH_TEST_KEY");
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->text, "your key is [key]");

  serve(200, {}, "Bearer " + key);
  reply = ask("m", false, "&api_key_env=BROCH_TEST_KEY");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().to_string().find("sk-secret"), std::string::npos) << reply.error().to_string();

  serve_events(
      {R"({"choices":[{"index":0,"delta":{"content":")" + key.substr(0, 20) + R"("}}]})",
       R"({"choices":[{"index":0,"delta":{"content":")" + key.substr(20) + R"("},"finish_reason":"stop"}]})",
       "[DONE]"});
  reply = ask("m", true, "&api_key_env=BROCH_TEST_KEY");
  unsetenv("BROCH_TEST_KEY");
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->text, "[key]");
}

TEST_F(OpenAiModelTest, AWordForAKeyChangesNoAnswer) {
  const std::string text = "EMPTY password = next_key(none, ssl.create_default_context())";
  for (const char* key : {"x", "sk", "key", "none", "EMPTY", "password", "create_default_context"}) {
    setenv("BROCH_TEST_KEY", key, 1);
    serve(200, {}, R"({"choices":[{"message":{"content":")" + text + R"("},"finish_reason":"stop"}]})");
    const Result<Reply> reply = ask("m", false, "&api_key_env=BROCH_TEST_KEY");
    unsetenv("BROCH_TEST_KEY");
    ASSERT_TRUE(reply) << reply.error().to_string();
    EXPECT_EQ(reply->text, text) << key;
    EXPECT_EQ(reply->finish_reason, "stop") << key;
    EXPECT_EQ(seen_.back().headers.get("authorization"), std::string("Bearer ") + key);
  }
}

TEST_F(OpenAiModelTest, AKeyInEscapesOrPiecesIsInNothingThatIsKept) {
  const std::string key = "abc/SECRET\"key+0123456789==";
  const std::string escaped = R"(\u0061bc\/SECRET\"key+01234\u00356789==)";
  setenv("BROCH_TEST_KEY", key.c_str(), 1);
  const Headers headers{{"x-broch-guard-action", key}, {"x-broch-guard-parts", "a=" + key}};
  const auto with_key = [&](std::string text) { return replace_all(std::move(text), "KEY", escaped); };
  const std::string body = with_key(
      R"({"id":"KEY","model":"KEY","system_fingerprint":"KEY","choices":[{"message":{"content":"KEY","tool_calls":[)"
      R"({"id":"KEY","type":"function","function":{"name":"KEY","arguments":"KEY"}}]},"finish_reason":"KEY"}]})");
  const auto expect_clean = [](const Result<Reply>& reply) {
    ASSERT_TRUE(reply) << reply.error().to_string();
    EXPECT_EQ(reply->text, "[key]");
    EXPECT_EQ(reply->model, "[key]");
    EXPECT_EQ(reply->fingerprint, "[key]");
    EXPECT_EQ(reply->finish_reason, "[key]");
    ASSERT_EQ(reply->tool_calls.size(), 1u);
    EXPECT_EQ(reply->tool_calls[0].id, "[key]");
    EXPECT_EQ(reply->tool_calls[0].name, "[key]");
    EXPECT_EQ(reply->tool_calls[0].arguments, "[key]");
  };
  serve(200, headers, body);
  Result<Reply> reply = ask("m", false, "&api_key_env=BROCH_TEST_KEY");
  expect_clean(reply);
  EXPECT_EQ(reply->guard_action, "[key]");
  EXPECT_EQ(reply->guard_parts, std::vector<std::string>{"a=[key]"});

  const auto piece = [](std::string_view text) {
    const std::string quoted = json::quote(text);
    return R"({"choices":[{"index":0,"delta":{"content":)" + quoted +
           R"(,"tool_calls":[{"index":0,"function":{"name":)" + quoted + R"(,"arguments":)" + quoted +
           "}}]}}]}";
  };
  serve_events({with_key(R"({"model":"KEY","system_fingerprint":"KEY","choices":[{"index":0,"delta":)"
                         R"({"tool_calls":[{"index":0,"id":"KEY"}]}}]})"),
                piece(key.substr(0, 9)), piece(key.substr(9)),
                with_key(R"({"choices":[{"index":0,"delta":{},"finish_reason":"KEY"}]})"), "[DONE]"});
  expect_clean(ask("m", true, "&api_key_env=BROCH_TEST_KEY"));

  serve(401, {}, with_key(R"({"error":{"message":"wrong KEY","code":"KEY"}})"));
  reply = ask("m", false, "&api_key_env=BROCH_TEST_KEY");
  ASSERT_FALSE(reply);
  EXPECT_NE(reply.error().what.find("wrong [key]"), std::string::npos) << reply.error().what;

  // A quotation ends after 500 bytes, within the key.
  serve(401, {}, with_key(R"({"error":{"message":")" + std::string(480, 'x') + R"( KEY"}})"));
  reply = ask("m", false, "&api_key_env=BROCH_TEST_KEY");
  unsetenv("BROCH_TEST_KEY");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().what.find("SECRET"), std::string::npos) << reply.error().what;
}

TEST_F(OpenAiModelTest, Streams) {
  serve_events(
      {R"({"id":"c","model":"sm","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]})",
       R"({"id":"c","choices":[{"index":0,"delta":{"content":"Hel"}}]})",
       R"({"id":"c","choices":[{"index":0,"delta":{"content":"lo"}}]})",
       R"({"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})",
       R"({"id":"c","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":9}})", "[DONE]"});
  const Result<Reply> reply = ask("m", true);
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->text, "Hello");
  EXPECT_EQ(reply->finish_reason, "stop");
  EXPECT_EQ(reply->model, "sm");
  EXPECT_EQ(reply->usage.output_tokens, 9);
}

TEST_F(OpenAiModelTest, StreamsToolCalls) {
  serve_events(
      {R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"f","arguments":"{\"a\""}}]}}]})",
       R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]},"finish_reason":"tool_calls"}]})",
       "[DONE]"});
  const Result<Reply> reply = ask("m", false, "&stream=true");
  ASSERT_TRUE(reply) << reply.error().to_string();
  ASSERT_EQ(reply->tool_calls.size(), 1u);
  EXPECT_EQ(reply->tool_calls[0].name, "f");
  EXPECT_EQ(reply->tool_calls[0].arguments, "{\"a\":1}");
}

TEST_F(OpenAiModelTest, AFinishReasonEndsAStreamWithoutDone) {
  serve_events({R"({"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]})"});
  EXPECT_EQ(ask("m", true)->text, "Hi");
}

// The connection ends properly; only the events tell that the reply did not.
TEST_F(OpenAiModelTest, AStreamWithoutAnEndIsTruncated) {
  serve_events({R"({"choices":[{"index":0,"delta":{"content":"Hel"}}]})"});
  const Result<Reply> reply = ask("m", true, "&retries=0");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kNetwork);
  EXPECT_NE(reply.error().what.find("truncated"), std::string::npos);
}

TEST_F(OpenAiModelTest, ReadsAPlainAnswerToAStreamedRequest) {
  serve(200, {{"Content-Type", "application/json"}}, kAnswer);
  EXPECT_EQ(ask("m", true)->text, "Hello");
}

TEST_F(OpenAiModelTest, OurGuardBlocks) {
  serve(
      400, {{"x-broch-guard-action", "block"}, {"x-broch-guard-parts", "insecure-code=ab12, secrets=cd34,,"}},
      R"({"error":{"message":"blocked: insecure code","type":"guardrail_blocked","code":"content_filter"}})");
  const Result<Reply> reply = ask();
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->blocked_by, BlockedBy::kGuard);
  EXPECT_EQ(reply->text, "blocked: insecure code");
  EXPECT_EQ(reply->guard_action, "block");
  EXPECT_EQ(reply->guard_parts, (std::vector<std::string>{"insecure-code=ab12", "secrets=cd34"}));
}

TEST_F(OpenAiModelTest, OurGuardBlocksInsideAStream) {
  serve_events({R"({"choices":[{"index":0,"delta":{"content":"Sure: "}}]})",
                R"({"error":{"message":"blocked","type":"guardrail_blocked","code":"content_filter"}})"});
  const Result<Reply> reply = ask("m", true);
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->blocked_by, BlockedBy::kGuard);
  EXPECT_EQ(reply->text, "Sure: \nblocked");
}

TEST_F(OpenAiModelTest, OurGuardTellsItsActionAtTheEndOfAStream) {
  const std::string filtered =
      R"({"choices":[{"index":0,"delta":{"content":"Sure"},"finish_reason":"content_filter"}]})";
  const std::string body =
      net::write_sse(filtered) + ": broch-guard-action=block\n\n" + net::write_sse("[DONE]");
  serve(200, {{"Content-Type", "text/event-stream"}, {"x-broch-guard-parts", "secrets=ab12"}}, body);
  const Result<Reply> guarded = ask("m", true);
  ASSERT_TRUE(guarded) << guarded.error().to_string();
  EXPECT_EQ(guarded->guard_action, "block");
  EXPECT_EQ(guarded->blocked_by, BlockedBy::kGuard);
  EXPECT_EQ(guarded->text, "Sure");
  serve(200, {{"Content-Type", "text/event-stream"}}, body);
  const Result<Reply> forged = ask("m", true);
  EXPECT_EQ(forged->guard_action, "") << "a provider is not our guard";
  EXPECT_EQ(forged->blocked_by, BlockedBy::kProvider);
}

TEST_F(OpenAiModelTest, TheProvidersFilterBlocks) {
  serve(400, {}, R"({"error":{"message":"filtered","type":null,"code":"content_filter"}})");
  EXPECT_EQ(ask()->blocked_by, BlockedBy::kProvider);
  serve(
      200, {{"Content-Type", "application/json"}},
      R"({"choices":[{"index":0,"message":{"role":"assistant","content":"Par"},"finish_reason":"content_filter"}]})");
  const Result<Reply> reply = ask();
  EXPECT_EQ(reply->blocked_by, BlockedBy::kProvider);
  EXPECT_EQ(reply->text, "Par");
}

TEST_F(OpenAiModelTest, ARefusalIsText) {
  serve(
      200, {{"Content-Type", "application/json"}},
      R"({"choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":"I cannot."},"finish_reason":"stop"}]})");
  EXPECT_EQ(ask()->text, "I cannot.");
}

TEST_F(OpenAiModelTest, HintsAndTruthTravelOnlyWithSimulators) {
  const Truth truth{.outcome = "unsafe", .witness = "Hello"};
  serve(200, {{"Content-Type", "application/json"}, {"x-broch-sim-truth", truth.to_header()}}, kAnswer);
  const Result<Reply> simulated = ask("sim-vulnerable");
  ASSERT_TRUE(simulated);
  ASSERT_TRUE(simulated->truth);
  EXPECT_EQ(simulated->truth->witness, "Hello");
  const auto hint = SampleHint::from_header(seen_[0].headers.get("x-broch-sim-hint"));
  ASSERT_TRUE(hint);
  EXPECT_EQ(hint->item, "item 1");
  EXPECT_FALSE(ask("other")->truth) << "a label of a model that is no simulator is not believed";
}

TEST_F(OpenAiModelTest, WaitsAndTriesAgain) {
  int calls = 0;
  serve([&](const ServerRequest&, ResponseWriter& writer) -> asio::awaitable<void> {
    const Headers wait{{"retry-after-ms", "50"}};
    const Headers json{{"Content-Type", "application/json"}};
    if (++calls <= 2) {
      static_cast<void>(co_await writer.send(calls == 1 ? 429 : 529, wait, "{}"));
    } else {
      static_cast<void>(co_await writer.send(200, json, kAnswer));
    }
  });
  const auto begin = std::chrono::steady_clock::now();
  const Result<Reply> reply = ask();
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->tries, 3);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 100ms);
}

TEST_F(OpenAiModelTest, DoesNotRetryWhatCannotSucceed) {
  for (const int status : {301, 400, 401, 403, 404, 413, 422, 501}) {
    seen_.clear();
    serve(status, {}, R"({"error":{"message":"no"}})");
    const Result<Reply> reply = ask();
    ASSERT_FALSE(reply) << status;
    EXPECT_EQ(reply.error().kind, ErrorKind::kUpstream);
    EXPECT_NE(reply.error().what.find(std::to_string(status)), std::string::npos);
    EXPECT_EQ(seen_.size(), 1u) << status;
  }
  seen_.clear();
  serve(429, {}, R"({"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}})");
  EXPECT_FALSE(ask());
  EXPECT_EQ(seen_.size(), 1u) << "an empty account does not fill up";
}

TEST_F(OpenAiModelTest, AsksForOneOfTheWordsUntilTheServerRefusesToBeAsked) {
  serve([this](const ServerRequest& request, ResponseWriter& writer) -> asio::awaitable<void> {
    seen_.push_back(request);
    const bool constrained = request.body.find("response_format") != std::string::npos;
    std::string body = constrained ? R"({"error":{"message":"no such field: response_format"}})" : kAnswer;
    Headers headers{{"Content-Type", "application/json"}};
    static_cast<void>(co_await writer.send(constrained ? 400 : 200, std::move(headers), std::move(body)));
  });
  GenerateRequest request;
  request.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, "Hi"));
  request.sampling.verdicts = {"yes", "no"};
  const std::string spec = "openai:m?base_url=http://127.0.0.1:" + std::to_string(port_) + "/v1";
  const auto model = factory_.open(spec, loop_.io.get_executor()).value();
  EXPECT_TRUE(loop_.run(model->generate(request)));
  ASSERT_EQ(seen_.size(), 2u);
  EXPECT_NE(seen_[0].body.find(R"("enum":["yes","no"])"), std::string::npos);
  // It is not asked again.
  EXPECT_TRUE(loop_.run(model->generate(request)));
  EXPECT_EQ(seen_.size(), 3u);

  const auto never = factory_.open(spec + "&constrain=false", loop_.io.get_executor()).value();
  EXPECT_TRUE(loop_.run(never->generate(request)));
  EXPECT_EQ(seen_.size(), 4u);
}

TEST_F(OpenAiModelTest, GivesUpAfterItsTries) {
  serve(500, {}, "<html>oops\x1b[31m\r\n</html>");
  const Result<Reply> reply = ask("m", false, "&retries=2");
  ASSERT_FALSE(reply);
  EXPECT_EQ(seen_.size(), 3u);
  EXPECT_NE(reply.error().what.find("after 3 tries"), std::string::npos) << reply.error().what;
  EXPECT_EQ(reply.error().what.find('\x1b'), std::string::npos) << "no terminal control from a server";
}

TEST_F(OpenAiModelTest, DoesNotWaitForHours) {
  serve(429, {{"Retry-After", "7200"}}, "{}");
  const Result<Reply> reply = ask();
  ASSERT_FALSE(reply);
  EXPECT_EQ(seen_.size(), 1u);
  EXPECT_NE(reply.error().what.find("7200 s"), std::string::npos) << reply.error().what;
}

TEST_F(OpenAiModelTest, SpeaksTlsWithAnAuthorityOfItsOwn) {
  const net::testing::Certificate certificate("localhost");
  net::ServerOptions options;
  options.certificate_file = certificate.certificate_file();
  options.key_file = certificate.key_file();
  int calls = 0;
  serve(
      [&](const ServerRequest&, ResponseWriter& writer) -> asio::awaitable<void> {
        ++calls;
        const Headers json{{"Content-Type", "application/json"}};
        static_cast<void>(co_await writer.send(200, json, kAnswer));
      },
      options);
  const std::string base = "openai:m?base_url=https://localhost:" + std::to_string(port_) + "/v1&backoff=1ms";
  const auto ask_tls = [&](const std::string& more) {
    auto model = factory_.open(base + more, loop_.io.get_executor());
    EXPECT_TRUE(model);
    return loop_.run((*model)->generate(GenerateRequest{}));
  };
  EXPECT_EQ(ask_tls("&ca_file=" + certificate.certificate_file())->text, "Hello");
  const Result<Reply> untrusted = ask_tls("");
  ASSERT_FALSE(untrusted);
  EXPECT_EQ(untrusted.error().what.find("tries"), std::string::npos) << "trust does not come by trying again";
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace broch::model
