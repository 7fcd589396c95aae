// A byte stream over TCP or TLS with a deadline, under client.cc and server.cc.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.h"

namespace boost::asio::ssl {
class context;
}

namespace broch::net {

namespace asio = boost::asio;
using Instant = std::chrono::steady_clock::time_point;

/// Asked of a connection at once.
inline constexpr size_t kReadBytes = 16 << 10;

/// How the error of a certificate that was refused begins.
inline constexpr std::string_view kBadCertificate = "TLS: the certificate is not ";

/// Trusts the system's store and, if named, the certificates of `ca_file`.
Result<std::shared_ptr<asio::ssl::context>> client_tls(const std::string& ca_file);
Result<std::shared_ptr<asio::ssl::context>> server_tls(const std::string& certificate_file,
                                                       const std::string& key_file);

/// One connection. Used from one strand; at most one read and one write at a time. A watchdog closes it when
/// the deadline passes; what was waiting then fails with kTimeout. Asio's cancellation makes it fail with
/// kCancelled.
class Transport : public std::enable_shared_from_this<Transport> {
 public:
  explicit Transport(asio::ip::tcp::socket socket);
  ~Transport();

  /// Tries the endpoints in turn, each with an equal share of the time left.
  asio::awaitable<Status> connect(const std::vector<asio::ip::tcp::endpoint>& endpoints, Instant deadline);
  /// Verifies the chain and that the certificate is for `host`, which is also sent as SNI.
  asio::awaitable<Status> start_tls_client(asio::ssl::context& context, const std::string& host);
  asio::awaitable<Status> start_tls_server(asio::ssl::context& context);

  /// Waits for at least one byte; 0 at the orderly end of the stream.
  asio::awaitable<Result<size_t>> read(char* data, size_t size);
  asio::awaitable<Status> write(std::string_view bytes);
  /// The bytes of both, in one system call where TCP allows it.
  asio::awaitable<Status> write(std::string_view head, std::string_view body);
  /// Tells a TLS peer that nothing follows, so that it can tell the end from a cut.
  asio::awaitable<void> shutdown();
  /// Returns when the other side has closed its half. It reads nothing.
  asio::awaitable<void> wait_closed();

  void set_deadline(Instant deadline);
  /// No deadline, and nothing left in the executor that would keep it running.
  void clear_deadline();
  void close();
  bool open() const { return socket_.is_open(); }
  bool tls() const { return tls_ != nullptr; }
  /// Whether an idle connection is still worth a request: the other side has not closed it.
  bool reusable();
  std::string peer() const;

 private:
  struct Tls;
  void arm(Instant when);
  Error describe(const boost::system::error_code& ec, std::string_view doing) const;

  asio::ip::tcp::socket socket_;
  std::unique_ptr<Tls> tls_;
  asio::steady_timer timer_;
  Instant deadline_ = Instant::max();
  Instant armed_ = Instant::max();
  bool timed_out_ = false;
};

}  // namespace broch::net
