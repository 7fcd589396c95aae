#include "net/transport.h"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>

#include "net/await.h"

namespace broch::net {
namespace {

namespace ssl = asio::ssl;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

void tune(tcp::socket& socket) {
  ErrorCode ignored;
  // With Nagle's algorithm a small write waits for the other side's delayed acknowledgement, 40 ms.
  socket.set_option(tcp::no_delay(true), ignored);
  socket.set_option(asio::socket_base::keep_alive(true), ignored);
}

ssl::context::options base_options() {
  return ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
         ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1;
}

/// Linux's state of the connection, or -1. Unlike a read it sees the other side's end behind unread bytes.
int tcp_state(tcp::socket& socket) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (getsockopt(socket.native_handle(), IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return -1;
  return info.tcpi_state;
}

}  // namespace

struct Transport::Tls {
  ssl::stream<tcp::socket&> stream;
};

Result<std::shared_ptr<ssl::context>> client_tls(const std::string& ca_file) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
  ErrorCode ec;
  context->set_options(base_options(), ec);
  context->set_default_verify_paths(ec);
  if (ec) return fail(ErrorKind::kIo, "cannot load the system's certificate store: " + ec.message());
  if (!ca_file.empty()) {
    context->load_verify_file(ca_file, ec);
    if (ec) {
      return fail(ErrorKind::kIo, "cannot load certificates: " + ec.message(), {ca_file},
                  "name a PEM file with at least one certificate");
    }
  }
  context->set_verify_mode(ssl::verify_peer, ec);
  return context;
}

Result<std::shared_ptr<ssl::context>> server_tls(const std::string& certificate_file,
                                                 const std::string& key_file) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  ErrorCode ec;
  context->set_options(base_options(), ec);
  context->use_certificate_chain_file(certificate_file, ec);
  if (ec) return fail(ErrorKind::kIo, "cannot load the certificate: " + ec.message(), {certificate_file});
  context->use_private_key_file(key_file, ssl::context::pem, ec);
  if (ec) return fail(ErrorKind::kIo, "cannot load the private key: " + ec.message(), {key_file});
  if (SSL_CTX_check_private_key(context->native_handle()) != 1) {
    return fail(ErrorKind::kInput, "the private key does not belong to the certificate", {key_file});
  }
  return context;
}

Transport::Transport(tcp::socket socket) : socket_(std::move(socket)), timer_(socket_.get_executor()) {
  if (socket_.is_open()) tune(socket_);
}

Transport::~Transport() = default;

asio::awaitable<Status> Transport::connect(const std::vector<tcp::endpoint>& endpoints, Instant deadline) {
  Status status = fail(ErrorKind::kNetwork, "the name has no address");
  for (size_t i = 0; i < endpoints.size(); ++i) {
    const Instant now = std::chrono::steady_clock::now();
    timed_out_ = false;
    set_deadline(now + (deadline - now) / (endpoints.size() - i));
    const auto [ec] = co_await socket_.async_connect(endpoints[i], kToken);
    if (!ec) {
      tune(socket_);
      set_deadline(deadline);
      co_return Status{};
    }
    status = std::unexpected(describe(ec, "connect"));
    socket_.close();
    if (status.error().kind == ErrorKind::kCancelled || std::chrono::steady_clock::now() >= deadline) break;
  }
  co_return status;
}

asio::awaitable<Status> Transport::start_tls_client(ssl::context& context, const std::string& host) {
  tls_ = std::make_unique<Tls>(Tls{ssl::stream<tcp::socket&>(socket_, context)});
  SSL* const handle = tls_->stream.native_handle();
  ErrorCode not_address;
  asio::ip::make_address(host, not_address);
  bool ready;
  if (not_address) {
    // Server Name Indication carries names only (RFC 6066, section 3).
    ready = SSL_set_tlsext_host_name(handle, host.c_str()) == 1 && SSL_set1_host(handle, host.c_str()) == 1;
    SSL_set_hostflags(handle, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  } else {
    ready = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(handle), host.c_str()) == 1;
  }
  if (!ready) co_return fail(ErrorKind::kNetwork, "TLS: `" + host + "` cannot be verified");
  const auto [ec] = co_await tls_->stream.async_handshake(ssl::stream_base::client, kToken);
  if (!ec) co_return Status{};
  Error error = describe(ec, "TLS handshake");
  const long verdict = SSL_get_verify_result(handle);
  if (error.kind == ErrorKind::kNetwork && verdict != X509_V_OK) {
    const bool foreign = verdict == X509_V_ERR_HOSTNAME_MISMATCH || verdict == X509_V_ERR_IP_ADDRESS_MISMATCH;
    error.what =
        std::string(kBadCertificate) +
        (foreign ? "for " + host : std::string("trusted: ") + X509_verify_cert_error_string(verdict));
    if (!foreign) error.remedy = "name the issuing authority's PEM file as ca_file";
  }
  co_return std::unexpected(std::move(error));
}

asio::awaitable<Status> Transport::start_tls_server(ssl::context& context) {
  tls_ = std::make_unique<Tls>(Tls{ssl::stream<tcp::socket&>(socket_, context)});
  const auto [ec] = co_await tls_->stream.async_handshake(ssl::stream_base::server, kToken);
  if (ec) co_return std::unexpected(describe(ec, "TLS handshake"));
  co_return Status{};
}

asio::awaitable<Result<size_t>> Transport::read(char* data, size_t size) {
  ErrorCode ec;
  size_t count = 0;
  if (tls_) {
    std::tie(ec, count) = co_await tls_->stream.async_read_some(asio::buffer(data, size), kToken);
  } else {
    std::tie(ec, count) = co_await socket_.async_read_some(asio::buffer(data, size), kToken);
  }
  if (!ec) co_return count;
  if (ec == asio::error::eof) co_return size_t{0};
  co_return std::unexpected(describe(ec, "read"));
}

asio::awaitable<Status> Transport::write(std::string_view bytes) { return write(bytes, {}); }

asio::awaitable<Status> Transport::write(std::string_view head, std::string_view body) {
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(body)};
  ErrorCode ec;
  size_t count = 0;
  if (tls_) {
    std::tie(ec, count) = co_await asio::async_write(tls_->stream, buffers, kToken);
  } else {
    std::tie(ec, count) = co_await asio::async_write(socket_, buffers, kToken);
  }
  if (ec) co_return std::unexpected(describe(ec, "write"));
  co_return Status{};
}

asio::awaitable<void> Transport::shutdown() {
  if (!socket_.is_open()) co_return;
  ErrorCode ignored;
  if (tls_) {
    set_deadline(std::chrono::steady_clock::now() + std::chrono::seconds(1));
    std::tie(ignored) = co_await tls_->stream.async_shutdown(kToken);
  }
  if (socket_.is_open()) socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> Transport::wait_closed() {
  // Bytes of a next request, or TLS records, make the socket readable although it is open: those are looked
  // at again after a pause, by the state of the connection.
  asio::steady_timer pause(socket_.get_executor());
  while (socket_.is_open()) {
    const auto [ec] = co_await socket_.async_wait(tcp::socket::wait_read, kToken);
    if (ec) co_return;
    const int state = tcp_state(socket_);
    if (state != TCP_ESTABLISHED) co_return;
    pause.expires_after(std::chrono::milliseconds(100));
    const auto [stopped] = co_await pause.async_wait(kToken);
    if (stopped) co_return;
  }
}

void Transport::arm(Instant when) {
  armed_ = when;
  timer_.expires_at(when);
  timer_.async_wait([weak = weak_from_this()](const ErrorCode& ec) {
    const std::shared_ptr<Transport> self = weak.lock();
    if (ec || !self) return;
    self->armed_ = Instant::max();
    if (self->deadline_ == Instant::max()) return;
    if (std::chrono::steady_clock::now() < self->deadline_) return self->arm(self->deadline_);
    self->timed_out_ = true;
    self->close();
  });
}

void Transport::set_deadline(Instant deadline) {
  deadline_ = deadline;
  // An armed wait that ends sooner looks at the deadline again: moving it back costs nothing.
  if (deadline < armed_) arm(deadline);
}

void Transport::clear_deadline() {
  deadline_ = Instant::max();
  if (armed_ == Instant::max()) return;
  armed_ = Instant::max();
  timer_.cancel();
}

void Transport::close() {
  ErrorCode ignored;
  socket_.close(ignored);
  clear_deadline();
}

bool Transport::reusable() {
  if (!socket_.is_open()) return false;
  if (tcp_state(socket_) != TCP_ESTABLISHED) return false;
  if (tls_) return true;  // session tickets may lie unread
  char byte;
  const ssize_t count = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

std::string Transport::peer() const {
  ErrorCode ec;
  const tcp::endpoint endpoint = socket_.remote_endpoint(ec);
  return ec ? std::string() : endpoint.address().to_string();
}

Error Transport::describe(const ErrorCode& ec, std::string_view doing) const {
  if (timed_out_) return {ErrorKind::kTimeout, std::string(doing) + ": no progress within the time allowed"};
  if (ec == asio::error::operation_aborted) return {ErrorKind::kCancelled, "cancelled"};
  if (ec == ssl::error::stream_truncated) return {ErrorKind::kNetwork, "the TLS connection was cut off"};
  return {ErrorKind::kNetwork, std::string(doing) + ": " + ec.message()};
}

}  // namespace broch::net
