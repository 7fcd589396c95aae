#include "net/client.h"

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/system_error.hpp>
#include <map>
#include <optional>
#include <vector>

#include "net/exchange.h"
#include "net/resolve.h"
#include "net/transport.h"

namespace broch::net {
namespace {

using Clock = std::chrono::steady_clock;

/// Servers commonly drop idle connections after a minute.
constexpr std::chrono::seconds kMaxIdleAge{50};

std::string key_of(const Url& url) { return url.scheme + "://" + url.host + ":" + std::to_string(url.port); }

Error about(const Url& url, Error error) {
  if (error.kind != ErrorKind::kCancelled) error.what = key_of(url) + ": " + error.what;
  return error;
}

}  // namespace

struct Client::State {
  struct Idle {
    std::shared_ptr<Transport> transport;
    Clock::time_point since;
  };

  asio::any_io_executor executor;
  ClientOptions options;
  std::shared_ptr<asio::ssl::context> tls;
  std::map<std::string, std::vector<Idle>> idle;
  size_t idle_count = 0;

  std::shared_ptr<Transport> take_idle(const std::string& key);
  void keep(const std::string& key, std::shared_ptr<Transport> transport);
  void drop_oldest();
  asio::awaitable<Result<std::shared_ptr<Transport>>> open(const Url& url, Instant total_end);
  asio::awaitable<Result<Response>> exchange(const Request& request, const OnHead& on_head,
                                             const OnData& on_data);
};

std::shared_ptr<Transport> Client::State::take_idle(const std::string& key) {
  const auto found = idle.find(key);
  if (found == idle.end()) return nullptr;
  std::shared_ptr<Transport> transport;
  // The newest first: the others may then grow old and be dropped.
  while (!found->second.empty() && !transport) {
    Idle candidate = std::move(found->second.back());
    found->second.pop_back();
    --idle_count;
    if (Clock::now() - candidate.since < kMaxIdleAge && candidate.transport->reusable()) {
      transport = std::move(candidate.transport);
    }
  }
  if (found->second.empty()) idle.erase(found);
  return transport;
}

void Client::State::keep(const std::string& key, std::shared_ptr<Transport> transport) {
  if (options.max_idle_connections == 0) return;
  if (idle_count >= options.max_idle_connections) drop_oldest();
  transport->clear_deadline();
  idle[key].push_back({std::move(transport), Clock::now()});
  ++idle_count;
}

void Client::State::drop_oldest() {
  auto oldest = idle.begin();
  for (auto it = idle.begin(); it != idle.end(); ++it) {
    if (it->second.front().since < oldest->second.front().since) oldest = it;
  }
  oldest->second.erase(oldest->second.begin());
  if (oldest->second.empty()) idle.erase(oldest);
  --idle_count;
}

asio::awaitable<Result<std::shared_ptr<Transport>>> Client::State::open(const Url& url, Instant total_end) {
  const Instant deadline = std::min(Clock::now() + options.connect_timeout, total_end);
  if (url.tls() && !tls) {
    BROCH_CO_TRY(tls, client_tls(options.ca_file));
  }
  BROCH_CO_TRY(const std::vector<asio::ip::tcp::endpoint> endpoints,
               co_await resolve(url.host, url.port, deadline));
  auto transport = std::make_shared<Transport>(asio::ip::tcp::socket(executor));
  Status status = co_await transport->connect(endpoints, deadline);
  if (status && url.tls()) status = co_await transport->start_tls_client(*tls, url.host);
  if (!status) {
    Error error = std::move(status).error();
    if (error.kind == ErrorKind::kTimeout) {
      error.what = "no connection within " + duration_text(options.connect_timeout);
    }
    co_return std::unexpected(std::move(error));
  }
  co_return transport;
}

asio::awaitable<Result<Response>> Client::State::exchange(const Request& request, const OnHead& on_head,
                                                          const OnData& on_data) {
  BROCH_CO_TRY(const std::string head, write_request_head(request));
  const Instant total_end = Clock::now() + options.total_timeout;
  const std::string key = key_of(request.url);
  for (std::shared_ptr<Transport> transport = take_idle(key);; transport = nullptr) {
    const bool reused = transport != nullptr;
    if (!reused) {
      BROCH_CO_TRY(transport, co_await open(request.url, total_end));
    }
    Exchange exchange(options, *transport, request, total_end);
    Result<Response> response = co_await exchange.run(head, on_head, on_data);
    if (response && exchange.reusable()) {
      keep(key, std::move(transport));
    } else {
      transport->close();
    }
    const bool stale =
        !response && reused && !exchange.received() && response.error().kind == ErrorKind::kNetwork;
    if (!stale) co_return response;
  }
}

namespace {

/// Runs an exchange that keeps `state` alive, and turns what it throws into errors: Asio throws when a
/// cancelled coroutine awaits again, and callbacks are foreign code.
template <typename State>
asio::awaitable<Result<Response>> guarded(std::shared_ptr<State> state, Request request,
                                          Client::OnHead on_head, Client::OnData on_data) {
  try {
    Result<Response> response = co_await state->exchange(request, on_head, on_data);
    if (!response) co_return std::unexpected(about(request.url, std::move(response).error()));
    co_return response;
  } catch (const boost::system::system_error& error) {
    if (error.code() == asio::error::operation_aborted) co_return fail(ErrorKind::kCancelled, "cancelled");
    co_return std::unexpected(about(request.url, {ErrorKind::kNetwork, error.code().message()}));
  } catch (const std::exception& error) {
    co_return std::unexpected(about(request.url, {ErrorKind::kInternal, error.what()}));
  }
}

}  // namespace

bool may_pass(const Error& error) {
  if (error.kind == ErrorKind::kTimeout) return true;
  return error.kind == ErrorKind::kNetwork && error.what.find(kBadCertificate) == std::string::npos &&
         error.what.find(kMalformed) == std::string::npos;
}

Client::Client(asio::any_io_executor executor, ClientOptions options)
    : state_(std::make_shared<State>(State{std::move(executor), std::move(options), {}, {}, 0})) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;

asio::awaitable<Result<Response>> Client::send(Request request) {
  return guarded(state_, std::move(request), {}, {});
}

asio::awaitable<Result<Response>> Client::stream(Request request, OnHead on_head, OnData on_data) {
  return guarded(state_, std::move(request), std::move(on_head), std::move(on_data));
}

}  // namespace broch::net
