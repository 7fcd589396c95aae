// HTTP/1.1 server. The handler gets a whole request and answers at once or as a stream.
//
//   net::Server server(executor, {.address = "127.0.0.1", .port = 0}, handler);
//   BROCH_TRY(uint16_t port, server.start());
//   ... io_context.run(); ... server.stop();
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

struct ServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 0;  ///< 0: any free port
  size_t max_body_bytes = size_t{32} << 20;
  size_t max_header_bytes = 64 << 10;
  size_t max_connections = 4096;
  std::chrono::milliseconds header_timeout{15'000};  ///< to receive a whole request head (slow-loris)
  std::chrono::milliseconds body_timeout{60'000};
  std::chrono::milliseconds keep_alive{60'000};
  std::chrono::milliseconds write_timeout{60'000};  ///< a client that does not read
  std::string certificate_file;                     ///< PEM; TLS when both are set
  std::string key_file;
  /// Hears what a handler threw, for a log. The client gets a 500 without it.
  std::function<void(std::string_view what)> on_handler_error;
};

struct ServerRequest {
  std::string method;
  std::string target;  ///< path and query as sent
  std::string path;    ///< target without its query
  Headers headers;
  std::string body;
  std::string peer;  ///< address of the other side
};

/// How a handler answers: exactly one send(), or one begin(), any number of write(), one end().
class ResponseWriter {
 public:
  virtual ~ResponseWriter() = default;
  virtual asio::awaitable<Status> send(int status, Headers headers, std::string body) = 0;
  /// Starts a chunked response.
  virtual asio::awaitable<Status> begin(int status, Headers headers) = 0;
  virtual asio::awaitable<Status> write(std::string bytes) = 0;
  virtual asio::awaitable<Status> end() = 0;
  /// Drops the connection without a proper end, for fault injection and for upstreams that broke off.
  virtual void abort() = 0;
};

/// An exception, or a return without an answer, becomes a 500; a return between begin() and end() drops the
/// connection. When the client goes away its handler is cancelled: what it waits for ends, and awaiting again
/// throws.
using Handler = std::function<asio::awaitable<void>(const ServerRequest&, ResponseWriter&)>;

/// Belongs to one thread or strand: `executor` runs all its handlers. stop() and connections() may be called
/// from others. A request that is ambiguous about where it ends is answered 400; too large a body 413, too
/// large a head 431; one that is too slow loses its connection, and so does a client beyond
/// `max_connections`.
class Server {
 public:
  Server(asio::any_io_executor executor, ServerOptions options, Handler handler);
  ~Server();

  /// Binds and listens; the port it got.
  Result<uint16_t> start();
  /// Accepts nothing more and closes idle connections; running exchanges finish within `grace`, then are
  /// closed.
  void stop(std::chrono::milliseconds grace = std::chrono::milliseconds{2000});
  size_t connections() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace broch::net
