#include "net/server.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <set>
#include <utility>

#include "core/text.h"
#include "net/await.h"
#include "net/message.h"
#include "net/response_writer.h"
#include "net/transport.h"

namespace broch::net {
namespace {

using asio::ip::tcp;
using SteadyClock = std::chrono::steady_clock;
using namespace asio::experimental::awaitable_operators;

/// What is read and dropped after a refusal, so that the client gets to read it instead of a reset.
constexpr size_t kMaxDrainBytes = 8 << 20;

/// A connection as the server sees it from outside: stop() closes those that are idle.
struct Connection {
  std::shared_ptr<Transport> transport;
  bool busy = false;
};

}  // namespace

struct Server::State : std::enable_shared_from_this<Server::State> {
  State(asio::any_io_executor e, ServerOptions o, Handler h)
      : executor(std::move(e)),
        options(std::move(o)),
        handler(std::move(h)),
        acceptor(executor),
        grace_timer(executor) {}

  asio::any_io_executor executor;
  ServerOptions options;
  Handler handler;
  tcp::acceptor acceptor;
  asio::steady_timer grace_timer;
  std::shared_ptr<asio::ssl::context> tls;
  std::set<std::shared_ptr<Connection>> open;
  std::atomic<size_t> count{0};
  bool stopping = false;

  asio::awaitable<void> accept();
  asio::awaitable<void> serve(std::shared_ptr<Connection> connection);
  void stop(std::chrono::milliseconds grace);
  void close_all();
};

namespace {

/// Serves the requests of one connection, one after the other.
class Session {
 public:
  Session(const ServerOptions& options, const Handler& handler, Connection& connection, const bool& stopping)
      : options_(options),
        handler_(handler),
        connection_(connection),
        transport_(*connection.transport),
        stopping_(stopping) {}

  asio::awaitable<void> run();

 private:
  /// A whole request. Errors: kInput and kLimit deserve an answer; after others the connection is gone.
  asio::awaitable<Result<ServerRequest>> read_request(MessageParser& parser);
  asio::awaitable<Status> read_more(Instant deadline);
  asio::awaitable<bool> answer(ServerRequest request, ResponseForm form);
  asio::awaitable<void> call(const ServerRequest& request, ConnectionWriter& writer);
  asio::awaitable<void> refuse(int status, std::string message);
  std::string check_head(const MessageHead& head) const;

  const ServerOptions& options_;
  const Handler& handler_;
  Connection& connection_;
  Transport& transport_;
  const bool& stopping_;
  std::string input_;  ///< received and not yet parsed
  bool fresh_ = true;  ///< no request was read yet
};

asio::awaitable<Status> Session::read_more(Instant deadline) {
  transport_.set_deadline(deadline);
  const size_t had = input_.size();
  input_.resize(had + kReadBytes);
  const Result<size_t> count = co_await transport_.read(input_.data() + had, kReadBytes);
  input_.resize(had + (count ? *count : 0));
  if (!count) co_return std::unexpected(count.error());
  if (*count == 0) co_return fail(ErrorKind::kNetwork, "the client closed the connection");
  co_return Status{};
}

/// What makes a request ambiguous for someone down the line, beyond what the parser refuses.
std::string Session::check_head(const MessageHead& head) const {
  const auto hosts = std::count_if(head.headers.begin(), head.headers.end(),
                                   [](const auto& field) { return iequals(field.first, "host"); });
  if (hosts > 1 || (hosts == 0 && head.minor_version >= 1)) return "a request has exactly one Host";
  if (head.method == "CONNECT") return "CONNECT is not served";
  if (!head.target.starts_with('/') && head.target != "*") return "the request target is not a path";
  return {};
}

asio::awaitable<Result<ServerRequest>> Session::read_request(MessageParser& parser) {
  Instant deadline = SteadyClock::now() + (fresh_ ? options_.header_timeout : options_.keep_alive);
  if (input_.empty()) BROCH_CO_CHECK(co_await read_more(deadline));
  connection_.busy = true;
  if (!std::exchange(fresh_, false)) deadline = SteadyClock::now() + options_.header_timeout;
  for (bool head_done = false;;) {
    BROCH_CO_TRY(const size_t used, parser.feed(input_));
    input_.erase(0, used);
    if (parser.head_done() && !std::exchange(head_done, true)) {
      const std::string wrong = check_head(parser.head());
      if (!wrong.empty()) co_return fail(ErrorKind::kInput, wrong);
      deadline = SteadyClock::now() + options_.body_timeout;
      const bool waits = iequals(parser.head().headers.get("expect"), "100-continue");
      if (waits && !parser.done() && parser.body().empty()) {
        transport_.set_deadline(SteadyClock::now() + options_.write_timeout);
        BROCH_CO_CHECK(co_await transport_.write("HTTP/1.1 100 Continue\r\n\r\n"));
      }
    }
    if (parser.done()) break;
    BROCH_CO_CHECK(co_await read_more(deadline));
  }
  transport_.clear_deadline();
  ServerRequest request;
  request.method = std::move(parser.head().method);
  request.target = std::move(parser.head().target);
  request.path = request.target.substr(0, request.target.find('?'));
  request.headers = std::move(parser.head().headers);
  request.body = std::move(parser.body());
  request.peer = transport_.peer();
  co_return request;
}

/// Says what is wrong and closes; what the client is still sending is read away, or its kernel would throw
/// our answer away with the reset.
asio::awaitable<void> Session::refuse(int status, std::string message) {
  ConnectionWriter writer(transport_, {.keep_alive = false}, options_.write_timeout);
  const Headers headers{{"Content-Type", "application/json"}};
  const Status sent = co_await writer.send(status, headers, error_body(status, message));
  if (!sent) co_return;
  co_await transport_.shutdown();
  std::string sink(kReadBytes, '\0');
  transport_.set_deadline(SteadyClock::now() + std::chrono::seconds(2));
  for (size_t drained = 0; drained < kMaxDrainBytes;) {
    const Result<size_t> count = co_await transport_.read(sink.data(), sink.size());
    if (!count || *count == 0) break;
    drained += *count;
  }
}

/// Runs the handler; what it throws ends here.
asio::awaitable<void> Session::call(const ServerRequest& request, ConnectionWriter& writer) {
  try {
    co_await handler_(request, writer);
  } catch (const std::exception& error) {
    // answer() sees what is missing. A cancelled handler ends by an exception too, which is no defect.
    if (options_.on_handler_error && transport_.open()) options_.on_handler_error(error.what());
  }
}

/// False when the connection cannot carry another request.
asio::awaitable<bool> Session::answer(ServerRequest request, ResponseForm form) {
  ConnectionWriter writer(transport_, form, options_.write_timeout);
  // A client that goes away cancels its handler, and with it whatever the handler waits for.
  co_await (call(request, writer) || transport_.wait_closed());
  if (!writer.started() && transport_.open()) {
    const Headers headers{{"Content-Type", "application/json"}};
    const Status sent = co_await writer.send(500, headers, error_body(500, "the server could not answer"));
    co_return sent&& writer.keep_alive();
  }
  co_return writer.complete() && writer.keep_alive();
}

asio::awaitable<void> Session::run() {
  bool more = true;
  while (more && !stopping_) {
    MessageParser parser(MessageParser::Kind::kRequest, {options_.max_header_bytes, options_.max_body_bytes});
    connection_.busy = !input_.empty();
    Result<ServerRequest> request = co_await read_request(parser);
    if (!request) {
      const Error& error = request.error();
      if (error.kind == ErrorKind::kInput) {
        co_await refuse(400, error.what);
      } else if (error.kind == ErrorKind::kLimit) {
        co_await refuse(parser.head_done() ? 413 : 431, error.what);
      }
      break;
    }
    ResponseForm form;
    form.http10 = parser.head().minor_version == 0;
    form.head_only = request->method == "HEAD";
    form.keep_alive = parser.head().keep_alive && !stopping_;
    more = co_await answer(*std::move(request), form);
  }
  co_await transport_.shutdown();
}

}  // namespace

asio::awaitable<void> Server::State::serve(std::shared_ptr<Connection> connection) {
  const std::shared_ptr<State> self = shared_from_this();
  Transport& transport = *connection->transport;
  try {
    Status ready;
    if (tls) {
      transport.set_deadline(SteadyClock::now() + options.header_timeout);
      ready = co_await transport.start_tls_server(*tls);
    }
    if (ready) {
      Session session(options, handler, *connection, stopping);
      co_await session.run();
    }
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch)
    // Cancellation, or memory: this connection ends, the others go on.
  }
  transport.close();
  open.erase(connection);
  count = open.size();
  if (stopping && open.empty()) grace_timer.cancel();
}

asio::awaitable<void> Server::State::accept() {
  const std::shared_ptr<State> self = shared_from_this();
  asio::steady_timer pause(executor);
  while (!stopping) {
    auto [ec, socket] = co_await acceptor.async_accept(kToken);
    if (stopping || ec == asio::error::operation_aborted || ec == asio::error::bad_descriptor) break;
    if (ec) {
      // Out of file descriptors: trying again at once would only burn the processor.
      pause.expires_after(std::chrono::milliseconds(50));
      co_await pause.async_wait(kToken);
      continue;
    }
    if (open.size() >= options.max_connections) continue;  // closes it
    auto connection = std::make_shared<Connection>();
    connection->transport = std::make_shared<Transport>(std::move(socket));
    open.insert(connection);
    count = open.size();
    asio::co_spawn(executor, serve(std::move(connection)), asio::detached);
  }
}

void Server::State::close_all() {
  for (const std::shared_ptr<Connection>& connection : open) connection->transport->close();
}

void Server::State::stop(std::chrono::milliseconds grace) {
  boost::system::error_code ignored;
  acceptor.close(ignored);
  stopping = true;
  for (const std::shared_ptr<Connection>& connection : open) {
    if (!connection->busy) connection->transport->close();
  }
  if (open.empty()) return;
  grace_timer.expires_after(grace);
  grace_timer.async_wait([self = shared_from_this()](const boost::system::error_code& ec) {
    if (!ec) self->close_all();
  });
}

Server::Server(asio::any_io_executor executor, ServerOptions options, Handler handler)
    : state_(std::make_shared<State>(std::move(executor), std::move(options), std::move(handler))) {}

Server::~Server() {
  if (state_->acceptor.is_open() || state_->count > 0) stop(std::chrono::milliseconds(0));
}

Result<uint16_t> Server::start() {
  const ServerOptions& options = state_->options;
  const std::string where = options.address + ":" + std::to_string(options.port);
  if (options.certificate_file.empty() != options.key_file.empty()) {
    return fail(ErrorKind::kInput, "TLS needs both a certificate and its key");
  }
  if (!options.certificate_file.empty()) {
    BROCH_TRY(state_->tls, server_tls(options.certificate_file, options.key_file));
  }
  boost::system::error_code ec;
  const asio::ip::address address = asio::ip::make_address(options.address, ec);
  if (ec) return fail(ErrorKind::kInput, "`" + options.address + "` is not an IP address to listen on");
  const tcp::endpoint endpoint(address, options.port);
  tcp::acceptor& acceptor = state_->acceptor;
  acceptor.open(endpoint.protocol(), ec);
  if (!ec) acceptor.set_option(asio::socket_base::reuse_address(true), ec);
  if (!ec) acceptor.bind(endpoint, ec);
  if (!ec) acceptor.listen(asio::socket_base::max_listen_connections, ec);
  if (ec) {
    boost::system::error_code ignored;
    acceptor.close(ignored);
    return fail(ErrorKind::kNetwork, "cannot listen on " + where + ": " + ec.message(), {},
                "choose another port, or stop what listens there");
  }
  asio::co_spawn(state_->executor, state_->accept(), asio::detached);
  return acceptor.local_endpoint().port();
}

void Server::stop(std::chrono::milliseconds grace) {
  asio::post(state_->executor, [state = state_, grace] { state->stop(grace); });
}

size_t Server::connections() const { return state_->count; }

}  // namespace broch::net
