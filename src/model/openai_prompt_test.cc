// openai: asked by bare text, prompt=raw and prompt=fim.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/openai_model.h"
#include "net/server.h"
#include "net/sse.h"
#include "net/test_support.h"

namespace broch::model {
namespace {

using net::ResponseWriter;
using net::ServerRequest;
using ::testing::HasSubstr;

constexpr const char* kCompletion =
    R"({"id":"cmpl-1","object":"text_completion","created":1,"model":"served-model",
"choices":[{"text":"int a","index":0,"logprobs":null,"finish_reason":"stop"}],
"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}})";

class OpenAiPrompt : public ::testing::Test {
 protected:
  void serve(net::Handler handler) {
    server_ =
        std::make_unique<net::Server>(loop_.io.get_executor(), net::ServerOptions{}, std::move(handler));
    port_ = *server_->start();
  }
  void serve(int status, std::string body) {
    serve(
        [this, status, body](const ServerRequest& request, ResponseWriter& writer) -> asio::awaitable<void> {
          seen_.push_back(request);
          const net::Headers headers{{"Content-Type", "application/json"}};
          static_cast<void>(co_await writer.send(status, headers, body));
        });
  }
  Result<Reply> ask(const std::string& options, const std::optional<Completion>& completion,
                    const chat::Sampling& sampling = {}) {
    const std::string spec =
        "openai:m?base_url=http://127.0.0.1:" + std::to_string(port_) + "/v1&retries=0&" + options;
    auto model = factory_.open(spec, loop_.io.get_executor());
    EXPECT_TRUE(model) << model.error().to_string();
    id_ = (*model)->id();
    GenerateRequest request;
    request.conversation.messages.push_back(chat::Message::text(chat::Role::kUser, "Go on"));
    request.completion = completion;
    request.sampling = sampling;
    return loop_.run((*model)->generate(request));
  }
  json::Value body() const { return *json::parse(seen_.back().body); }

  const Completion gap_{"int f(", ") { return a; }"};
  net::testing::Loop loop_;
  Factory factory_;
  std::unique_ptr<net::Server> server_;
  std::vector<ServerRequest> seen_;
  std::string id_;
  uint16_t port_ = 0;
};

TEST_F(OpenAiPrompt, BothSidesOfTheGapGoToCompletions) {
  serve(200, kCompletion);
  const Result<Reply> reply = ask("prompt=fim", gap_);
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->text, "int a");
  EXPECT_EQ(reply->finish_reason, "stop");
  EXPECT_EQ(reply->usage.output_tokens, 2);
  EXPECT_EQ(reply->model, "served-model");
  EXPECT_EQ(seen_.at(0).path, "/v1/completions");
  EXPECT_EQ(body().get_string("prompt"), "int f(");
  EXPECT_EQ(body().get_string("suffix"), ") { return a; }");
  EXPECT_EQ(body().find("messages"), nullptr);
  // Without a limit OpenAI's own ends after 16 tokens, and llama.cpp's never.
  EXPECT_EQ(body().get_integer("max_tokens"), 1024);
  EXPECT_EQ(id_.find("fim"), std::string::npos) << "how it is asked is a factor of its own: " << id_;
}

TEST_F(OpenAiPrompt, RawShowsThePrefixAloneOrTheConversationsText) {
  serve(200, kCompletion);
  ASSERT_TRUE(ask("prompt=raw", gap_, {.max_tokens = 7}));
  EXPECT_EQ(body().get_string("prompt"), "int f(");
  EXPECT_EQ(body().find("suffix"), nullptr);
  EXPECT_EQ(body().get_integer("max_tokens"), 7);
  ASSERT_TRUE(ask("prompt=raw", {}));
  EXPECT_EQ(body().get_string("prompt"), "Go on");
  EXPECT_EQ(seen_.back().path, "/v1/completions");
}

TEST_F(OpenAiPrompt, WithoutTheOptionItIsAConversation) {
  serve(200, R"({"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]})");
  ASSERT_TRUE(ask("stream=false", gap_));
  EXPECT_EQ(seen_.back().path, "/v1/chat/completions");
  EXPECT_EQ(body().find("max_tokens"), nullptr);
}

TEST_F(OpenAiPrompt, NothingIsAskedWhereThereIsNoGap) {
  serve(200, kCompletion);
  const Result<Reply> reply = ask("prompt=fim", {});
  ASSERT_FALSE(reply);
  EXPECT_THAT(reply.error().what, HasSubstr("prompt=fim"));
  EXPECT_TRUE(seen_.empty());
}

TEST_F(OpenAiPrompt, AStreamIsReadToo) {
  serve([](const ServerRequest&, ResponseWriter& writer) -> asio::awaitable<void> {
    const net::Headers headers{{"Content-Type", "text/event-stream"}};
    static_cast<void>(co_await writer.begin(200, headers));
    for (const char* data :
         {R"({"id":"c","model":"m","choices":[{"text":"int ","index":0,"finish_reason":null}]})",
          R"({"id":"c","model":"m","choices":[{"text":"a","index":0,"finish_reason":"length"}]})",
          R"({"id":"c","model":"m","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}})",
          "[DONE]"}) {
      static_cast<void>(co_await writer.write(net::write_sse(data)));
    }
    static_cast<void>(co_await writer.end());
  });
  const Result<Reply> reply = ask("prompt=raw&stream=true", gap_);
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->text, "int a");
  EXPECT_EQ(reply->finish_reason, "length");
  EXPECT_EQ(reply->usage.output_tokens, 2);
}

TEST_F(OpenAiPrompt, AServerWithoutCompletionsIsAnErrorThatNamesTheOption) {
  serve(404, R"({"error":{"message":"Not Found","type":"invalid_request_error"}})");
  for (const char* style : {"raw", "fim"}) {
    const Result<Reply> reply = ask(std::string("prompt=") + style, gap_);
    ASSERT_FALSE(reply);
    EXPECT_THAT(reply.error().to_string(), HasSubstr("answered 404: Not Found"));
    EXPECT_THAT(reply.error().remedy, HasSubstr(std::string("prompt=") + style));
    EXPECT_THAT(reply.error().remedy, HasSubstr("prompt=chat"));
  }
  EXPECT_THAT(ask("prompt=chat", gap_).error().remedy, HasSubstr("/chat/completions"));
}

TEST_F(OpenAiPrompt, AServerThatTakesNoSuffixIsAnErrorThatNamesTheOption) {
  for (const auto& [status, message] :
       {std::pair{400, "suffix is not currently supported"}, std::pair{500, "Unsupported param: suffix"}}) {
    serve(status, std::string(R"({"error":{"message":")") + message + R"(","type":"x"}})");
    const Result<Reply> reply = ask("prompt=fim", gap_);
    ASSERT_FALSE(reply);
    EXPECT_THAT(reply.error().remedy, HasSubstr("use prompt=raw"));
  }
}

TEST_F(OpenAiPrompt, AnUnknownStyleIsRefused) {
  const auto model = factory_.open("openai:m?prompt=infill", loop_.io.get_executor());
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().kind, ErrorKind::kUsage);
  EXPECT_THAT(model.error().what, HasSubstr("chat, raw or fim"));
}

}  // namespace
}  // namespace broch::model
