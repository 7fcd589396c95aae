#include "net/server.h"

#include <gtest/gtest.h>

#include "net/test_support.h"

namespace broch::net {
namespace {

using asio::ip::tcp;
using testing::Loop;
using namespace std::chrono_literals;

/// Connects, sends `bytes`, reads until the server closes or `until` has arrived.
asio::awaitable<std::string> talk(uint16_t port, std::string bytes, std::string until = {}) {
  tcp::socket socket(co_await asio::this_coro::executor);
  const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
  co_await socket.async_connect(endpoint, asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(bytes), kToken);
  std::string answer;
  while (true) {
    char data[4096];
    const auto [ec, count] = co_await socket.async_read_some(asio::buffer(data), kToken);
    answer.append(data, count);
    if (ec || (!until.empty() && answer.find(until) != std::string::npos)) break;
  }
  co_return answer;
}

asio::awaitable<void> echo(const ServerRequest& request, ResponseWriter& writer) {
  const Headers headers{{"Content-Type", "text/plain"}};
  const std::string body = request.method + " " + request.path + " " + request.body;
  static_cast<void>(co_await writer.send(200, headers, body));
}

class ServerTest : public ::testing::Test {
 protected:
  uint16_t start(Handler handler, const ServerOptions& options = {}) {
    server_ = std::make_unique<Server>(loop_.io.get_executor(), options, std::move(handler));
    const Result<uint16_t> port = server_->start();
    EXPECT_TRUE(port);
    return port ? *port : 0;
  }
  std::string ask(uint16_t port, const std::string& bytes, const std::string& until = {}) {
    return loop_.run(talk(port, bytes, until));
  }

  Loop loop_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersSeveralRequestsOnOneConnection) {
  const uint16_t port = start(echo);
  const std::string answer = ask(port,
                                 "GET /a?x=1 HTTP/1.1\r\nHost: h\r\n\r\n"
                                 "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi"
                                 "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
                                 "Connection: close\r\n\r\n2\r\nyo\r\n0\r\n\r\n");
  EXPECT_NE(answer.find("GET /a "), std::string::npos);
  EXPECT_NE(answer.find("POST /b hi"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("Connection: close\r\n\r\nPOST /c yo")) << answer;
}

TEST_F(ServerTest, RefusesContentLengthBesideTransferEncoding) {
  const uint16_t port = start(echo);
  const std::string answer =
      ask(port,
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
          "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << answer;
  EXPECT_EQ(answer.find("smuggled"), std::string::npos);
  EXPECT_EQ(answer.find("HTTP/1.1", 8), std::string::npos) << "answered twice";
}

TEST_F(ServerTest, RefusesWhatIsNoRequest) {
  const uint16_t port = start(echo);
  for (const char* bytes :
       {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n"}) {
    EXPECT_TRUE(ask(port, bytes).starts_with("HTTP/1.1 400 ")) << bytes;
  }
  EXPECT_NE(ask(port, "GET /alive HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").find("/alive"),
            std::string::npos);
}

TEST_F(ServerTest, StatesWhichLimitWasPassed) {
  const uint16_t port = start(echo, {.max_body_bytes = 1000, .max_header_bytes = 1000});
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\n";
  EXPECT_TRUE(ask(port, head + "Content-Length: 1001\r\n\r\n").starts_with("HTTP/1.1 413 "));
  // The client is still sending when it is refused, and still reads the answer.
  EXPECT_TRUE(ask(port, head + "Content-Length: 3000000\r\n\r\n" + std::string(3000000, 'x'))
                  .starts_with("HTTP/1.1 413 "));
  EXPECT_TRUE(ask(port, head + "X: " + std::string(2000, 'x') + "\r\n\r\n").starts_with("HTTP/1.1 431 "));
}

TEST_F(ServerTest, DropsSlowLorisAndSlowBodies) {
  const uint16_t port = start(echo, {.header_timeout = 400ms, .body_timeout = 400ms, .keep_alive = 400ms});
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(ask(port, ""), "");
  EXPECT_EQ(ask(port, "GET / HT"), "");
  EXPECT_EQ(ask(port, "\r\n"), "");
  EXPECT_EQ(ask(port, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhe"), "");
  EXPECT_TRUE(ask(port, "GET / HTTP/1.1\r\nHost: h\r\n\r\n").ends_with("GET / "));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST_F(ServerTest, TricklingBytesDoesNotExtendTheHeaderTimeout) {
  const uint16_t port = start(echo, {.header_timeout = 200ms});
  const auto trickle = [port]() -> asio::awaitable<int> {
    tcp::socket socket(co_await asio::this_coro::executor);
    const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
    co_await socket.async_connect(endpoint, asio::use_awaitable);
    for (int sent = 0; sent < 100; ++sent) {
      const auto [ec, count] = co_await asio::async_write(socket, asio::buffer("\r\n", 2), kToken);
      if (ec) co_return sent;
      co_await testing::pause(20ms);
    }
    co_return 100;
  };
  EXPECT_LT(loop_.run(trickle()), 50);
}

TEST_F(ServerTest, DropsAClientThatDoesNotRead) {
  Status result;
  const auto flood = [&](const ServerRequest&, ResponseWriter& writer) -> asio::awaitable<void> {
    result = co_await writer.begin(200, {});
    while (result) result = co_await writer.write(std::string(1 << 20, 'x'));
  };
  const uint16_t port = start(flood, {.write_timeout = 200ms});
  const auto connect = [port]() -> asio::awaitable<bool> {
    tcp::socket socket(co_await asio::this_coro::executor);
    const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
    co_await socket.async_connect(endpoint, asio::use_awaitable);
    co_await testing::say(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    co_await testing::pause(600ms);
    co_return true;
  };
  loop_.run(connect());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::kTimeout);
}

TEST_F(ServerTest, StreamsChunks) {
  const auto count = [](const ServerRequest&, ResponseWriter& writer) -> asio::awaitable<void> {
    const Headers headers{{"Content-Type", "text/event-stream"}};
    static_cast<void>(co_await writer.begin(200, headers));
    static_cast<void>(co_await writer.write("one"));
    static_cast<void>(co_await writer.write(""));
    static_cast<void>(co_await writer.write("twenty-six characters long"));
    static_cast<void>(co_await writer.end());
  };
  const uint16_t port = start(count);
  const std::string answer = ask(port, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(answer.ends_with("\r\n\r\n3\r\none\r\n1a\r\ntwenty-six characters long\r\n0\r\n\r\n"))
      << answer;
  const std::string old = ask(port, "GET / HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(old.ends_with("\r\n\r\nonetwenty-six characters long")) << old;
}

TEST_F(ServerTest, AnswersHeadWithoutBody) {
  const uint16_t port = start(echo);
  const std::string answer = ask(port, "HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_NE(answer.find("Content-Length: 8\r\n"), std::string::npos) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(ServerTest, SendsContinueToWhoWaitsForIt) {
  const uint16_t port = start(echo);
  const std::string answer = ask(
      port, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n", "\r\n\r\n");
  EXPECT_EQ(answer, "HTTP/1.1 100 Continue\r\n\r\n");
}

TEST_F(ServerTest, HandlersThatFailGive500OrABrokenStream) {
  std::string heard;
  const auto broken = [](const ServerRequest& request, ResponseWriter& writer) -> asio::awaitable<void> {
    if (request.path == "/throw") throw std::runtime_error("handler broke");
    if (request.path == "/abort") writer.abort();
    if (request.path == "/half") {
      static_cast<void>(co_await writer.begin(200, {}));
      static_cast<void>(co_await writer.write("half"));
    }
    if (request.path == "/split") {
      const Headers headers{{"X", "a\r\nSet-Cookie: b"}};
      static_cast<void>(co_await writer.send(200, headers, ""));
    }
  };
  ServerOptions options;
  options.on_handler_error = [&](std::string_view what) { heard = what; };
  const uint16_t port = start(broken, options);
  const auto get = [&](const std::string& path) {
    return ask(port, "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  };
  EXPECT_TRUE(get("/throw").starts_with("HTTP/1.1 500 "));
  EXPECT_EQ(heard, "handler broke");
  EXPECT_TRUE(get("/nothing").starts_with("HTTP/1.1 500 "));
  EXPECT_TRUE(get("/split").starts_with("HTTP/1.1 500 "));
  EXPECT_EQ(get("/abort"), "");
  EXPECT_TRUE(get("/half").ends_with("4\r\nhalf\r\n"));
}

TEST_F(ServerTest, CancelsTheHandlerWhenItsClientGoesAway) {
  bool cancelled = false;
  const auto wait = [&](const ServerRequest&, ResponseWriter&) -> asio::awaitable<void> {
    asio::steady_timer timer(co_await asio::this_coro::executor, 20s);
    const auto [ec] = co_await timer.async_wait(kToken);
    cancelled = ec == asio::error::operation_aborted;
  };
  const uint16_t port = start(wait);
  const auto leave = [port]() -> asio::awaitable<bool> {
    {
      tcp::socket socket(co_await asio::this_coro::executor);
      const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
      co_await socket.async_connect(endpoint, asio::use_awaitable);
      co_await testing::say(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      co_await testing::pause(50ms);
    }
    co_await testing::pause(300ms);
    co_return true;
  };
  loop_.run(leave());
  EXPECT_TRUE(cancelled);
  EXPECT_EQ(server_->connections(), 0u);
}

TEST_F(ServerTest, StopsGracefully) {
  const auto slow = [](const ServerRequest&, ResponseWriter& writer) -> asio::awaitable<void> {
    co_await testing::pause(200ms);
    static_cast<void>(co_await writer.send(200, {}, "done"));
  };
  const uint16_t port = start(slow);
  const auto stop_soon = [&]() -> asio::awaitable<void> {
    co_await testing::pause(50ms);
    server_->stop();
  };
  asio::co_spawn(loop_.io, stop_soon(), asio::detached);
  // The exchange under way is finished, then its connection closes although it was to be kept.
  EXPECT_TRUE(ask(port, "GET / HTTP/1.1\r\nHost: h\r\n\r\n").ends_with("done"));
  EXPECT_THROW(ask(port, "GET / HTTP/1.1\r\nHost: h\r\n\r\n"), boost::system::system_error);
  loop_.io.restart();
  loop_.io.run_for(5s);
  EXPECT_TRUE(loop_.io.stopped()) << "a stopped server leaves nothing running";
}

TEST_F(ServerTest, StopClosesWhatOutlastsTheGrace) {
  const auto forever = [](const ServerRequest&, ResponseWriter&) -> asio::awaitable<void> {
    co_await testing::pause(60s);
  };
  const uint16_t port = start(forever);
  const auto stop_soon = [&]() -> asio::awaitable<void> {
    co_await testing::pause(50ms);
    server_->stop(100ms);
  };
  asio::co_spawn(loop_.io, stop_soon(), asio::detached);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(ask(port, "GET / HTTP/1.1\r\nHost: h\r\n\r\n"), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST_F(ServerTest, SaysWhyItCannotListen) {
  const uint16_t port = start(echo);
  Server second(loop_.io.get_executor(), {.port = port}, echo);
  const Result<uint16_t> taken = second.start();
  ASSERT_FALSE(taken);
  EXPECT_NE(taken.error().what.find(std::to_string(port)), std::string::npos);
  Server nowhere(loop_.io.get_executor(), {.address = "localhost"}, echo);
  EXPECT_EQ(nowhere.start().error().kind, ErrorKind::kInput);
  Server half(loop_.io.get_executor(), {.certificate_file = "x.pem"}, echo);
  EXPECT_EQ(half.start().error().kind, ErrorKind::kInput);
}

TEST_F(ServerTest, ClosesConnectionsBeyondTheLimit) {
  const auto wait = [](const ServerRequest&, ResponseWriter& writer) -> asio::awaitable<void> {
    co_await testing::pause(300ms);
    static_cast<void>(co_await writer.send(200, {}, "ok"));
  };
  const uint16_t port = start(wait, {.max_connections = 1});
  const std::string request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  std::string first;
  const auto hold = [&]() -> asio::awaitable<void> { first = co_await talk(port, request); };
  asio::co_spawn(loop_.io, hold(), asio::detached);
  const auto second = [&]() -> asio::awaitable<std::string> {
    co_await testing::pause(50ms);
    std::string answer = co_await talk(port, request);
    co_await testing::pause(500ms);
    co_return answer;
  };
  EXPECT_EQ(loop_.run(second()), "");
  EXPECT_TRUE(first.ends_with("ok"));
}

}  // namespace
}  // namespace broch::net
