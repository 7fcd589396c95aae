// HTTP client with connection reuse. One Client belongs to one io_context (single thread or strand).
//
//   net::Client client(co_await asio::this_coro::executor, {});
//   net::Request request{.method = "POST", .url = url, .body = bytes};
//   BROCH_CO_TRY(net::Response r, co_await client.send(std::move(request)));
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "net/http.h"

namespace broch::net {

namespace asio = boost::asio;

struct ClientOptions {
  std::chrono::milliseconds connect_timeout{10'000};
  /// Between two reads: a server that hangs is given up after this.
  std::chrono::milliseconds idle_timeout{120'000};
  /// For the whole exchange, streams included.
  std::chrono::milliseconds total_timeout{600'000};
  size_t max_body_bytes = size_t{64} << 20;
  size_t max_header_bytes = 64 << 10;
  std::string ca_file;  ///< PEM trusted in addition to the system's store
  size_t max_idle_connections = 64;
};

struct Request {
  std::string method = "GET";
  Url url;
  Headers headers;  ///< Host, Content-Length and Connection are set by the client
  std::string body;
};

struct Response {
  int status = 0;
  Headers headers;
  std::string body;
};

/// Whether the same request may succeed a little later: a refused, reset or cut connection or a time-out, but
/// not an untrusted certificate, a malformed answer or a limit.
bool may_pass(const Error& error);

/// A request on a kept connection that turns out to be closed is sent once more on a fresh one, if no byte of
/// a response had come. The client may be destroyed while requests are under way.
class Client {
 public:
  Client(asio::any_io_executor executor, ClientOptions options);
  ~Client();
  Client(Client&&) noexcept;

  /// Errors: kNetwork (resolve, connect, TLS, reset, truncated body), kTimeout, kLimit (body too large). Any
  /// status is a Response. Cancellation through Asio closes the connection and returns kCancelled.
  asio::awaitable<Result<Response>> send(Request request);

  /// Streams the body of a 2xx response. `on_head` sees status and headers first, of any status; each
  /// `on_data` gets body bytes as they arrive and may return an error to stop. For another status the body is
  /// collected into the returned Response and `on_data` is not called. The body limit counts streamed bytes
  /// too.
  using OnHead = std::function<void(const Response& head)>;
  using OnData = std::function<asio::awaitable<Status>(std::string_view bytes)>;
  asio::awaitable<Result<Response>> stream(Request request, OnHead on_head, OnData on_data);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace broch::net
