#include "net/client.h"

#include <gtest/gtest.h>

#include <boost/asio/experimental/awaitable_operators.hpp>

#include "net/server.h"
#include "net/test_support.h"

namespace broch::net {
namespace {

using asio::ip::tcp;
using testing::Loop;
using testing::RawServer;
using testing::read_request;
using testing::say;
using namespace std::chrono_literals;
using ::testing::Test;

class ClientTest : public Test {
 protected:
  Client client(ClientOptions options = {}) { return Client(loop_.io.get_executor(), std::move(options)); }

  Result<Response> get(Client& from, const Url& url) {
    Request request{.method = "GET", .url = url, .headers = {}, .body = {}};
    return loop_.run(from.send(std::move(request)));
  }
  /// The error of one GET against a server that answers each connection with `bytes` and closes.
  Error error_of(const std::string& bytes, ClientOptions options = {}) {
    RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
      co_await read_request(socket);
      co_await say(socket, bytes);
    });
    Client c = client(std::move(options));
    const Result<Response> response = get(c, server.url("/"));
    EXPECT_FALSE(response) << bytes;
    return response ? Error{} : response.error();
  }

  Loop loop_;
};

TEST_F(ClientTest, SendsWhatItIsGivenAndOwnsTheFraming) {
  std::string seen;
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    seen = co_await read_request(socket);
    co_await say(socket, "HTTP/1.1 201 Created\r\nX-A: b\r\nContent-Length: 2\r\n\r\nok");
  });
  Client c = client();
  Request request{.method = "POST", .url = server.url("/v1?x"), .headers = {}, .body = "hello"};
  request.headers = {
      {"X-Mine", "1"}, {"Host", "evil"}, {"Content-Length", "99"}, {"Transfer-Encoding", "chunked"}};
  const Result<Response> response = loop_.run(c.send(request));
  ASSERT_TRUE(response) << response.error().to_string();
  EXPECT_EQ(response->status, 201);
  EXPECT_EQ(response->headers.get("x-a"), "b");
  EXPECT_EQ(response->body, "ok");
  EXPECT_TRUE(
      seen.starts_with("POST /v1?x HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) + "\r\n"))
      << seen;
  EXPECT_NE(seen.find("X-Mine: 1\r\n"), std::string::npos);
  EXPECT_NE(seen.find("Content-Length: 5\r\n"), std::string::npos);
  EXPECT_EQ(seen.find("evil"), std::string::npos);
  EXPECT_EQ(seen.find("Transfer-Encoding"), std::string::npos);
  EXPECT_TRUE(seen.ends_with("\r\n\r\nhello"));
}

TEST_F(ClientTest, RefusesRequestsThatWouldSplit) {
  Client c = client();
  Request request{.method = "GET", .url = {"http", "127.0.0.1", 1, "/a b"}, .headers = {}, .body = {}};
  EXPECT_EQ(loop_.run(c.send(request)).error().kind, ErrorKind::kInput);
  request.url.target = "/";
  request.headers = {{"X", "a\r\nY: b"}};
  EXPECT_EQ(loop_.run(c.send(request)).error().kind, ErrorKind::kInput);
  request.headers = {};
  request.method = "GET /x HTTP/1.1\r\n";
  EXPECT_EQ(loop_.run(c.send(request)).error().kind, ErrorKind::kInput);
}

TEST_F(ClientTest, ReusesConnections) {
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    while (true) {
      co_await read_request(socket);
      co_await say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
    }
  });
  Client c = client();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(get(c, server.url("/"))->body, "a");
  EXPECT_EQ(server.connections(), 1);
  loop_.io.restart();
  Client closing = client();
}

TEST_F(ClientTest, DoesNotReuseWhatTheServerCloses) {
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na");
    co_await testing::pause(5s);
  });
  Client c = client();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(get(c, server.url("/"))->body, "a");
  EXPECT_EQ(server.connections(), 3);
}

TEST_F(ClientTest, RetriesOnceWhenAKeptConnectionTurnsOutClosed) {
  RawServer server(loop_.io, [&](tcp::socket& socket, int connection) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
    // The first connection takes a second request and drops it; the retry finds a fresh one.
    co_await read_request(socket);
    if (connection > 0) co_await say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
  });
  Client c = client();
  EXPECT_EQ(get(c, server.url("/"))->body, "a");
  EXPECT_EQ(get(c, server.url("/"))->body, "a");
  EXPECT_EQ(server.connections(), 2);
}

TEST_F(ClientTest, DoesNotRepeatARequestOnceAResponseHasBegun) {
  int requests = 0;
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    ++requests;
    co_await say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
    co_await read_request(socket);
    ++requests;
    co_await say(socket, "HTTP/1.1 2");
  });
  Client c = client();
  EXPECT_TRUE(get(c, server.url("/")));
  EXPECT_FALSE(get(c, server.url("/")));
  EXPECT_EQ(requests, 2);
}

TEST_F(ClientTest, DoesNotRepeatOnAFreshConnection) {
  RawServer server(loop_.io,
                   [&](tcp::socket& socket, int) -> asio::awaitable<void> { co_await read_request(socket); });
  Client c = client();
  const Result<Response> response = get(c, server.url("/"));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kNetwork);
  EXPECT_NE(response.error().what.find("without an answer"), std::string::npos);
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(ClientTest, SaysThatABodyWasTruncated) {
  for (const char* bytes :
       {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "HTTP/1.1 200 OK\r\nX"}) {
    const Error error = error_of(bytes);
    EXPECT_EQ(error.kind, ErrorKind::kNetwork) << bytes;
    EXPECT_NE(error.what.find("truncated"), std::string::npos) << error.what;
  }
}

TEST_F(ClientTest, SaysThatAResetTruncatedTheBody) {
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
    co_await testing::pause(50ms);
    testing::reset_on_close(socket);
  });
  Client c = client();
  const Result<Response> response = get(c, server.url("/"));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kNetwork);
  EXPECT_NE(response.error().what.find("truncated"), std::string::npos) << response.error().what;
}

TEST_F(ClientTest, GarbageIsANetworkError) {
  for (const char* bytes :
       {"garbage\r\n\r\n", "\x16\x03\x01\x02\x03", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "SSH-2.0-x\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n"}) {
    EXPECT_EQ(error_of(bytes).kind, ErrorKind::kNetwork) << bytes;
  }
}

TEST_F(ClientTest, BoundsHeadBodyAndInterimResponses) {
  EXPECT_EQ(error_of("HTTP/1.1 200 OK\r\nX: " + std::string(100000, 'x')).kind, ErrorKind::kLimit);
  EXPECT_EQ(error_of("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n", {.max_body_bytes = 10}).kind,
            ErrorKind::kLimit);
  EXPECT_EQ(error_of("HTTP/1.1 200 OK\r\n\r\n01234567890", {.max_body_bytes = 10}).kind, ErrorKind::kLimit);
  std::string interim;
  for (int i = 0; i < 100; ++i) interim += "HTTP/1.1 102 Processing\r\n\r\n";
  EXPECT_EQ(error_of(interim).kind, ErrorKind::kNetwork);
}

TEST_F(ClientTest, PassesOverInterimResponses) {
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(socket,
                 "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n"
                 "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
  });
  Client c = client();
  const Result<Response> response = get(c, server.url("/"));
  ASSERT_TRUE(response) << response.error().to_string();
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "a");
}

TEST_F(ClientTest, EndlessHeadersHitTheLimitOrTheDeadline) {
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(socket, "HTTP/1.1 200 OK\r\n");
    while (true) co_await say(socket, "X-Endless: again and again\r\n");
  });
  Client c = client();
  EXPECT_EQ(get(c, server.url("/")).error().kind, ErrorKind::kLimit);
}

TEST_F(ClientTest, GivesUpAServerThatHangs) {
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await testing::pause(20s);
  });
  Client c = client({.idle_timeout = 100ms});
  const Result<Response> response = get(c, server.url("/"));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kTimeout);
  EXPECT_NE(response.error().what.find("100 ms"), std::string::npos) << response.error().what;
}

TEST_F(ClientTest, AnEndlessStreamHitsTheTotalTimeout) {
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    co_await say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (true) {
      co_await say(socket, "1\r\nx\r\n");
      co_await testing::pause(10ms);
    }
  });
  Client c = client({.idle_timeout = 5s, .total_timeout = 300ms});
  size_t received = 0;
  const auto on_data = [&](std::string_view bytes) -> asio::awaitable<Status> {
    received += bytes.size();
    co_return Status{};
  };
  Request request{.method = "GET", .url = server.url("/"), .headers = {}, .body = {}};
  const Result<Response> response = loop_.run(c.stream(request, {}, on_data));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kTimeout);
  EXPECT_GT(received, 5u);
}

TEST_F(ClientTest, TimesOutConnecting) {
  // A listener that accepts nothing: once its queue is full, further connections hang.
  tcp::acceptor full(loop_.io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  full.listen(0);
  const Url url{"http", "127.0.0.1", full.local_endpoint().port(), "/"};
  std::vector<tcp::socket> queued;
  for (int i = 0; i < 4; ++i) {
    queued.emplace_back(loop_.io);
    queued.back().async_connect(full.local_endpoint(), [](const boost::system::error_code&) {});
  }
  Client c = client({.connect_timeout = 200ms});
  const auto begin = std::chrono::steady_clock::now();
  const Result<Response> response = get(c, url);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kTimeout) << response.error().what;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
}

TEST_F(ClientTest, SaysThatNobodyListens) {
  uint16_t port = 0;
  {
    tcp::acceptor gone(loop_.io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    port = gone.local_endpoint().port();
  }
  Client c = client();
  const Result<Response> response = get(c, {"http", "127.0.0.1", port, "/"});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kNetwork);
  EXPECT_NE(response.error().what.find("refused"), std::string::npos) << response.error().what;
  EXPECT_EQ(get(c, {"http", "no-such-host.invalid", 80, "/"}).error().kind, ErrorKind::kNetwork);
}

TEST_F(ClientTest, CancellationClosesTheConnection) {
  bool closed = false;
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await read_request(socket);
    char byte;
    const auto [ec, count] = co_await socket.async_read_some(asio::buffer(&byte, 1), kToken);
    closed = ec == asio::error::eof;
  });
  Client c = client();
  std::optional<Result<Response>> result;
  const auto work = [&]() -> asio::awaitable<void> {
    Request request{.method = "GET", .url = server.url("/"), .headers = {}, .body = {}};
    result = co_await c.send(request);
  };
  const auto race = [&]() -> asio::awaitable<bool> {
    using namespace asio::experimental::awaitable_operators;
    co_await (work() || testing::pause(100ms));
    co_await testing::pause(100ms);
    co_return true;
  };
  loop_.run(race());
  ASSERT_TRUE(result.has_value());
  ASSERT_FALSE(*result);
  EXPECT_EQ(result->error().kind, ErrorKind::kCancelled);
  EXPECT_TRUE(closed);
}

TEST_F(ClientTest, ReadsTheAnswerToARequestThatWasNotReadToItsEnd) {
  RawServer server(loop_.io, [&](tcp::socket& socket, int) -> asio::awaitable<void> {
    char byte;
    co_await socket.async_read_some(asio::buffer(&byte, 1), asio::use_awaitable);
    co_await say(socket,
                 "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
    socket.shutdown(tcp::socket::shutdown_send);
    std::string sink(1 << 20, '\0');
    while (true) co_await socket.async_read_some(asio::buffer(sink), asio::use_awaitable);
  });
  Client c = client();
  Request request{
      .method = "POST", .url = server.url("/"), .headers = {}, .body = std::string(20 << 20, 'x')};
  const Result<Response> response = loop_.run(c.send(std::move(request)));
  ASSERT_TRUE(response) << response.error().to_string();
  EXPECT_EQ(response->status, 413);
}

}  // namespace
}  // namespace broch::net
