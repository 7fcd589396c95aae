// openai: against servers that lie, hang and break off, over real connections.
#include <gtest/gtest.h>

#include "model/model.h"
#include "net/sse.h"
#include "net/test_support.h"

namespace broch::model {
namespace {

using asio::ip::tcp;
using net::testing::pause;
using net::testing::RawServer;
using net::testing::read_request;
using net::testing::say;
using namespace std::chrono_literals;

constexpr const char* kChunk = R"({"choices":[{"index":0,"delta":{"content":"word "}}]})";
constexpr const char* kLast = R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})";
const std::string kStreamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string plain(const std::string& body, const std::string& type = "application/json") {
  return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}
std::string answer(const std::string& text) {
  return plain(R"({"choices":[{"index":0,"message":{"role":"assistant","content":")" + text +
               R"("},"finish_reason":"stop"}]})");
}
std::string chunk(const std::string& bytes) {
  char size[20];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return size + bytes + "\r\n";
}

class HostileServerTest : public ::testing::Test {
 protected:
  /// Asks a server that treats each connection by `script`; `connections_` counts them.
  Result<Reply> ask(RawServer::Script script, const std::string& options = "&timeout=2s") {
    RawServer server(loop_.io, std::move(script));
    const std::string spec = "openai:m?base_url=http://127.0.0.1:" + std::to_string(server.port()) +
                             "/v1&backoff=1ms&retries=2" + options;
    auto model = factory_.open(spec, loop_.io.get_executor());
    EXPECT_TRUE(model) << model.error().to_string();
    const auto begin = std::chrono::steady_clock::now();
    Result<Reply> reply = loop_.run((*model)->generate(GenerateRequest{}));
    took_ = std::chrono::steady_clock::now() - begin;
    connections_ = server.connections();
    return reply;
  }
  static RawServer::Script always(std::string bytes) {
    return [bytes = std::move(bytes)](tcp::socket& socket, int) -> asio::awaitable<void> {
      co_await read_request(socket);
      co_await say(socket, bytes);
    };
  }
  /// Streams these events and closes, without or with the proper end of the body.
  static RawServer::Script events(std::vector<std::string> data, bool proper_end) {
    std::string bytes = kStreamHead;
    for (const std::string& one : data) bytes += chunk(net::write_sse(one));
    return always(bytes + (proper_end ? "0\r\n\r\n" : ""));
  }

  net::testing::Loop loop_;
  Factory factory_;
  int connections_ = 0;
  std::chrono::steady_clock::duration took_{};
};

TEST_F(HostileServerTest, HangsForever) {
  const auto hang = [](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await pause(20s);
  };
  const Result<Reply> reply = ask(hang, "&timeout=100ms");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kTimeout);
  EXPECT_EQ(connections_, 2) << "no byte came, so it is tried again, once";
  EXPECT_LT(took_, 3s);
}

TEST_F(HostileServerTest, HangsOnceThenAnswers) {
  const auto once = [](tcp::socket& socket, int connection) -> asio::awaitable<void> {
    co_await read_request(socket);
    if (connection == 0) co_await pause(20s);
    co_await say(socket, answer("late"));
  };
  const Result<Reply> reply = ask(once, "&timeout=800ms");
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->text, "late");
  EXPECT_EQ(reply->tries, 2);
}

TEST_F(HostileServerTest, HangsInsideItsAnswer) {
  const auto stall = [](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(socket, kStreamHead + chunk(net::write_sse(kChunk)));
    co_await pause(20s);
  };
  const Result<Reply> reply = ask(stall, "&timeout=200ms");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kTimeout);
  EXPECT_EQ(connections_, 1) << "an answer that had begun is not asked for again";
}

TEST_F(HostileServerTest, ResetsBeforeAnswering) {
  const auto reset = [](tcp::socket& socket, int connection) -> asio::awaitable<void> {
    co_await read_request(socket);
    if (connection < 2) {
      net::testing::reset_on_close(socket);
      co_return;
    }
    co_await say(socket, answer("at last"));
  };
  const Result<Reply> reply = ask(reset);
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->text, "at last");
  EXPECT_EQ(reply->tries, 3);
}

TEST_F(HostileServerTest, ResetsEveryTimeInsideTheBody) {
  const auto reset = [](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(
        socket,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"choices\"");
    co_await pause(20ms);
    net::testing::reset_on_close(socket);
  };
  const Result<Reply> reply = ask(reset);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kNetwork);
  EXPECT_NE(reply.error().what.find("truncated"), std::string::npos) << reply.error().what;
  EXPECT_EQ(connections_, 3);
}

TEST_F(HostileServerTest, ClosesWithoutAWord) {
  const Result<Reply> reply = ask(always(""));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kNetwork);
  EXPECT_EQ(connections_, 3);
}

TEST_F(HostileServerTest, Answers429OnceThenProperly) {
  const auto busy = [](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(socket, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\nContent-Length: 2\r\n\r\n{}");
    co_await read_request(socket);
    co_await say(socket, answer("ok"));
  };
  const Result<Reply> reply = ask(busy);
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->tries, 2);
  EXPECT_EQ(connections_, 1) << "a refusal leaves the connection whole";
}

TEST_F(HostileServerTest, Answers500Forever) {
  const Result<Reply> reply = ask(always("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kUpstream);
  EXPECT_EQ(connections_, 3);
}

TEST_F(HostileServerTest, TruncatesItsStream) {
  // Cut in the framing, cut between events with proper framing, cut inside an event.
  for (const auto& script : {events({kChunk, kChunk}, false), events({kChunk, kChunk}, true),
                             always(kStreamHead + chunk("data: {\"choices\":") + "0\r\n\r\n"),
                             always(kStreamHead + chunk(net::write_sse(kLast)))}) {
    const Result<Reply> reply = ask(script);
    ASSERT_FALSE(reply) << reply->text;
    EXPECT_EQ(connections_, 3);
  }
  const Result<Reply> cut = ask(events({kChunk, kChunk}, true));
  EXPECT_EQ(cut.error().kind, ErrorKind::kNetwork);
  EXPECT_NE(cut.error().what.find("[DONE]"), std::string::npos);
}

TEST_F(HostileServerTest, AnAnswerThatIsWholeSurvivesABadGoodbye) {
  const Result<Reply> reply = ask(events({kChunk, kLast, "[DONE]"}, false));
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->text, "word ");
  EXPECT_EQ(ask(events({kChunk, kLast, "[DONE]", "garbage", kChunk}, true))->text, "word ");
}

TEST_F(HostileServerTest, StreamsWithoutEnd) {
  const auto endless = [](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(socket, kStreamHead);
    while (true) {
      co_await say(socket, chunk(net::write_sse(kChunk)));
      co_await pause(5ms);
    }
  };
  const Result<Reply> reply = ask(endless, "&timeout=300ms");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kTimeout);
  EXPECT_EQ(connections_, 1);
  EXPECT_LT(took_, 3s);
}

TEST_F(HostileServerTest, FloodsWithoutEnd) {
  const std::string plain_head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
  const std::string piece(1 << 20, 'x');
  const std::pair<std::string, std::string> floods[] = {{kStreamHead, chunk(piece)}, {plain_head, piece}};
  for (const auto& [head, more] : floods) {
    const auto flood = [&](tcp::socket& socket, int) -> asio::awaitable<void> {
      co_await read_request(socket);
      co_await say(socket, head);
      while (true) co_await say(socket, more);
    };
    const Result<Reply> reply = ask(flood, "&timeout=20s");
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ErrorKind::kLimit) << reply.error().what;
    EXPECT_EQ(connections_, 1) << "what was too much would be too much again";
  }
}

TEST_F(HostileServerTest, AnnouncesAHundredMegabytes) {
  const Result<Reply> reply = ask(always("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n{"));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kLimit) << reply.error().what;
}

TEST_F(HostileServerTest, AnswersWhatIsNoReply) {
  for (const char* body :
       {"", "{", "null", "[]", "{}", R"({"choices":{}})", R"({"choices":[]})", R"({"choices":[1]})",
        R"({"choices":[{}]})", R"({"choices":[{"message":5}]})", R"({"choices":[{"message":{"content":5}}]})",
        R"({"a":1,"a":2,"choices":[]})", "{\"choices\":\"\xff\"}", R"({"error":"overloaded"})",
        R"({"error":{"message":"overloaded"}})"}) {
    const Result<Reply> reply = ask(always(plain(body)));
    ASSERT_FALSE(reply) << body;
    EXPECT_EQ(reply.error().kind, ErrorKind::kUpstream) << body << ": " << reply.error().what;
    EXPECT_EQ(connections_, 1);
  }
  EXPECT_FALSE(ask(always(plain(std::string(1'000'000, '[')))));
}

TEST_F(HostileServerTest, StreamsWhatIsNoReply) {
  for (const char* data : {"{", "5", R"({"choices":5})", R"({"choices":[{"delta":{"content":[]}}]})",
                           R"({"error":{"message":"no"}})", R"({"error":{"message":"no","type":7}})"}) {
    EXPECT_FALSE(ask(events({kChunk, data, kLast, "[DONE]"}, true))) << data;
  }
  EXPECT_FALSE(ask(events({}, true)));
  EXPECT_FALSE(ask(events({"[DONE]"}, true))) << "no choice";
}

TEST_F(HostileServerTest, AnswersWithAWebPage) {
  const Result<Reply> reply =
      ask(always(plain("<!doctype html>\n<title>Sign in</title>", "text/html; charset=utf-8")));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kUpstream);
  EXPECT_NE(reply.error().what.find("text/html"), std::string::npos) << reply.error().what;
  EXPECT_NE(reply.error().remedy.find("base_url"), std::string::npos);
}

TEST_F(HostileServerTest, AnAnswerWithoutAContentTypeIsToldByWhatIsWrongWithIt) {
  const auto error_of = [&](const std::string& body) {
    const Result<Reply> reply =
        ask(always("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body));
    EXPECT_FALSE(reply);
    return reply ? std::string() : reply.error().what;
  };
  const auto says = [&](const std::string& body, const char* reason) {
    const std::string what = error_of(body);
    EXPECT_NE(what.find(reason), std::string::npos) << what;
    EXPECT_EQ(what.find("content type"), std::string::npos) << what;
  };
  says(R"({"choices":[)", "1:13: expected a value");
  says("{\"choices\":[{\"message\":{\"content\":\"caf\xe9\"}}]}", "not UTF-8");
  says(std::string(100'000, '['), "nested deeper");
  says("<html>", "1:1: The JSON document has an improper structure");
}

TEST_F(HostileServerTest, SpeaksAnotherProtocol) {
  const Result<Reply> reply = ask(always("SSH-2.0-OpenSSH_9.2\r\n"));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::kNetwork);
  EXPECT_EQ(connections_, 1) << "it will not speak HTTP the next time";
}

TEST_F(HostileServerTest, NobodyListens) {
  auto model = factory_.open("openai:m?base_url=http://127.0.0.1:1/v1&backoff=1ms", loop_.io.get_executor());
  const Result<Reply> reply = loop_.run((*model)->generate(GenerateRequest{}));
  ASSERT_FALSE(reply);
  EXPECT_NE(reply.error().what.find("after 4 tries"), std::string::npos) << reply.error().what;
}

}  // namespace
}  // namespace broch::model
