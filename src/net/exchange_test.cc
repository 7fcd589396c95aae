// The real client against the real server.
#include <gtest/gtest.h>

#include "net/client.h"
#include "net/server.h"
#include "net/test_certificate.h"
#include "net/test_support.h"

namespace broch::net {
namespace {

using testing::Loop;
using namespace std::chrono_literals;

asio::awaitable<void> answer(const ServerRequest& request, ResponseWriter& writer) {
  if (request.path == "/stream") {
    const Headers headers{{"X-Kind", "stream"}};
    static_cast<void>(co_await writer.begin(200, headers));
    for (int i = 0; i < 10; ++i) static_cast<void>(co_await writer.write("piece" + std::to_string(i)));
    static_cast<void>(co_await writer.end());
  } else if (request.path == "/cut") {
    static_cast<void>(co_await writer.begin(200, {}));
    static_cast<void>(co_await writer.write("half"));
    writer.abort();
  } else if (request.path == "/refuse") {
    static_cast<void>(co_await writer.send(429, {}, "slow down"));
  } else {
    static_cast<void>(co_await writer.send(200, {}, request.body));
  }
}

/// Once over plain TCP and once over TLS.
class ExchangeTest : public ::testing::TestWithParam<bool> {
 protected:
  ExchangeTest() {
    ServerOptions options;
    if (GetParam()) {
      options.certificate_file = certificate_.certificate_file();
      options.key_file = certificate_.key_file();
    }
    server_ = std::make_unique<Server>(loop_.io.get_executor(), options, answer);
    const Result<uint16_t> port = server_->start();
    EXPECT_TRUE(port);
    url_ = {GetParam() ? "https" : "http", "localhost", *port, "/"};
    options_.ca_file = certificate_.certificate_file();
  }
  Client client() { return Client(loop_.io.get_executor(), options_); }
  Request request(const std::string& target, std::string body = {}) {
    Url url = url_;
    url.target = target;
    return {.method = "POST", .url = url, .headers = {}, .body = std::move(body)};
  }

  Loop loop_;
  testing::Certificate certificate_{"localhost"};
  std::unique_ptr<Server> server_;
  Url url_;
  ClientOptions options_;
};

TEST_P(ExchangeTest, EchoesBodiesOfAllSizesOverOneConnection) {
  Client c = client();
  for (const size_t size : {0u, 1u, 100u, 16384u, 16385u, 1u << 20, 9u << 20}) {
    const std::string body(size, static_cast<char>('a' + size % 26));
    const Result<Response> response = loop_.run(c.send(request("/echo", body)));
    ASSERT_TRUE(response) << response.error().to_string();
    EXPECT_EQ(response->body, body);
  }
  EXPECT_EQ(server_->connections(), 1u);
}

TEST_P(ExchangeTest, Streams) {
  Client c = client();
  std::string body, kind;
  const auto on_head = [&](const Response& head) { kind = head.headers.get("x-kind"); };
  const auto on_data = [&](std::string_view bytes) -> asio::awaitable<Status> {
    EXPECT_EQ(kind, "stream");
    body += bytes;
    co_return Status{};
  };
  const Result<Response> response = loop_.run(c.stream(request("/stream"), on_head, on_data));
  ASSERT_TRUE(response) << response.error().to_string();
  EXPECT_EQ(body, "piece0piece1piece2piece3piece4piece5piece6piece7piece8piece9");
  EXPECT_EQ(response->body, "");
}

TEST_P(ExchangeTest, CollectsTheBodyOfARefusedStream) {
  Client c = client();
  const auto never = [](std::string_view) -> asio::awaitable<Status> {
    ADD_FAILURE() << "on_data is for 2xx";
    co_return Status{};
  };
  const Result<Response> response = loop_.run(c.stream(request("/refuse"), {}, never));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 429);
  EXPECT_EQ(response->body, "slow down");
}

TEST_P(ExchangeTest, StopsAStreamWhenTheReaderSaysSo) {
  Client c = client();
  const auto stop = [](std::string_view) -> asio::awaitable<Status> {
    co_return fail(ErrorKind::kLimit, "enough");
  };
  const Result<Response> response = loop_.run(c.stream(request("/stream"), {}, stop));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kLimit);
}

TEST_P(ExchangeTest, ACutStreamIsAnError) {
  Client c = client();
  const auto take = [](std::string_view) -> asio::awaitable<Status> { co_return Status{}; };
  const Result<Response> response = loop_.run(c.stream(request("/cut"), {}, take));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kNetwork);
}

TEST_P(ExchangeTest, ServesManyAtOnce) {
  Client c = client();
  int done = 0;
  const auto all = [&]() -> asio::awaitable<bool> {
    const auto one = [&](int i) -> asio::awaitable<void> {
      const std::string body = "request " + std::to_string(i);
      const Result<Response> response = co_await c.send(request("/echo", body));
      if (response && response->body == body) ++done;
    };
    for (int i = 0; i < 100; ++i) asio::co_spawn(loop_.io, one(i), asio::detached);
    while (done < 100) co_await testing::pause(5ms);
    co_return true;
  };
  loop_.run(all());
  EXPECT_EQ(done, 100);
}

TEST_P(ExchangeTest, NoDelayOfSmallWrites) {
  Client c = client();
  EXPECT_TRUE(loop_.run(c.send(request("/echo", "warm up"))));
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(loop_.run(c.send(request("/echo", "x"))));
  // Nagle's algorithm against delayed acknowledgements would cost 40 ms each.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1500ms);
}

INSTANTIATE_TEST_SUITE_P(Transports, ExchangeTest, ::testing::Bool(),
                         [](const auto& tested) { return tested.param ? "Tls" : "Plain"; });

class TlsTest : public ::testing::Test {
 protected:
  Result<Response> ask(const testing::Certificate& served, const std::string& host,
                       const std::string& ca_file) {
    ServerOptions options;
    options.certificate_file = served.certificate_file();
    options.key_file = served.key_file();
    Server server(loop_.io.get_executor(), options, answer);
    const Result<uint16_t> port = server.start();
    EXPECT_TRUE(port);
    Client client(loop_.io.get_executor(), {.ca_file = ca_file});
    Request request{.method = "GET", .url = {"https", host, *port, "/"}, .headers = {}, .body = {}};
    return loop_.run(client.send(std::move(request)));
  }
  Loop loop_;
};

TEST_F(TlsTest, RefusesACertificateOfUnknownIssuer) {
  const testing::Certificate certificate("localhost");
  const Result<Response> response = ask(certificate, "localhost", "");
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kNetwork);
  EXPECT_NE(response.error().what.find("not trusted"), std::string::npos) << response.error().what;
  EXPECT_NE(response.error().remedy.find("ca_file"), std::string::npos);
}

TEST_F(TlsTest, RefusesACertificateForAnotherHost) {
  const testing::Certificate certificate("other.example");
  const Result<Response> response = ask(certificate, "localhost", certificate.certificate_file());
  ASSERT_FALSE(response);
  EXPECT_NE(response.error().what.find("not for localhost"), std::string::npos) << response.error().what;
}

TEST_F(TlsTest, RefusesAnExpiredCertificate) {
  const testing::Certificate certificate("localhost", -10);
  const Result<Response> response = ask(certificate, "localhost", certificate.certificate_file());
  ASSERT_FALSE(response);
  EXPECT_NE(response.error().what.find("expired"), std::string::npos) << response.error().what;
}

TEST_F(TlsTest, NamesTheFileThatIsNoCertificate) {
  const testing::Certificate certificate("localhost");
  const Result<Response> response = ask(certificate, "localhost", "/nonexistent/ca.pem");
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().where.file, "/nonexistent/ca.pem");
  const testing::Certificate other("localhost");
  ServerOptions options;
  options.certificate_file = certificate.certificate_file();
  options.key_file = other.key_file();
  Server server(loop_.io.get_executor(), options, answer);
  EXPECT_FALSE(server.start()) << "a key of another certificate";
}

TEST_F(TlsTest, APlainServerIsNoTlsServer) {
  testing::RawServer plain(loop_.io, [](asio::ip::tcp::socket& socket, int) -> asio::awaitable<void> {
    co_await testing::say(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    co_await testing::pause(1s);
  });
  Client client(loop_.io.get_executor(), {});
  Request request{
      .method = "GET", .url = {"https", "127.0.0.1", plain.port(), "/"}, .headers = {}, .body = {}};
  const Result<Response> response = loop_.run(client.send(std::move(request)));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kNetwork);
}

}  // namespace
}  // namespace broch::net
