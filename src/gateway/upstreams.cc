#include "gateway/upstreams.h"

#include <algorithm>
#include <utility>

#include "core/environment.h"
#include "gateway/headers.h"
#include "gateway/key_stream.h"

namespace broch::gateway {

namespace asio = boost::asio;

Result<std::unique_ptr<UpstreamServer>> UpstreamServer::create(boost::asio::any_io_executor executor,
                                                               const Upstream& upstream,
                                                               const Limits& limits) {
  BROCH_TRY(net::Url base, net::parse_url(upstream.base_url));
  while (base.target.ends_with('/')) base.target.pop_back();
  net::Client client(std::move(executor), {.connect_timeout = upstream.connect_timeout,
                                           .idle_timeout = upstream.idle_timeout,
                                           .total_timeout = upstream.total_timeout,
                                           .max_body_bytes = limits.reply_bytes,
                                           .ca_file = upstream.ca_file});
  std::unique_ptr<UpstreamServer> server(
      new UpstreamServer(upstream.name, std::move(base), std::move(client)));
  if (!upstream.api_key_env.empty()) {
    server->key_ = environment(upstream.api_key_env).value_or("");
    server->scrubber_ = net::KeyScrubber(server->key_);
    server->key_missing_ = server->key_.empty();
  }
  return server;
}

net::Request UpstreamServer::request(std::string method, std::string_view path, std::string_view query,
                                     const net::Headers& client_headers, std::string body) const {
  net::Request request;
  request.method = std::move(method);
  request.url = base_;
  request.url.target.append(path).append(query);
  request.headers = upstream_headers(client_headers, key_, loopback());
  request.body = std::move(body);
  return request;
}

asio::awaitable<Result<net::Response>> UpstreamServer::send(net::Request request) {
  Result<net::Response> response = co_await client_.send(std::move(request));
  if (response) response = without_key(*std::move(response), scrubber_);
  co_return response;
}

asio::awaitable<Result<net::Response>> UpstreamServer::stream(net::Request request,
                                                              net::Client::OnHead on_head,
                                                              net::Client::OnData on_data) {
  if (!scrubber_.looks()) co_return co_await client_.stream(std::move(request), on_head, on_data);
  std::optional<KeyStream> events;
  std::string whole;  // of a body that is no event stream
  const net::Client::OnHead clean_head = [&](const net::Response& head) {
    if (is_event_stream(head.headers)) events.emplace(scrubber_);
    on_head(scrubber_.clean(head));
  };
  const net::Client::OnData clean_data = [&](std::string_view bytes) -> asio::awaitable<Status> {
    if (!events) {
      whole += bytes;
      co_return Status{};
    }
    BROCH_CO_TRY(const std::string clean, events->feed(bytes));
    if (clean.empty()) co_return Status{};
    co_return co_await on_data(clean);
  };
  BROCH_CO_TRY(net::Response response, co_await client_.stream(std::move(request), clean_head, clean_data));
  Result<std::string> rest = without_key(std::move(whole), scrubber_);
  if (events) rest = events->finish();
  if (!rest) co_return std::unexpected(std::move(rest).error());
  if (!rest->empty()) BROCH_CO_CHECK(co_await on_data(*rest));
  co_return without_key(std::move(response), scrubber_);
}

Result<Upstreams> Upstreams::create(boost::asio::any_io_executor executor, const Config& config) {
  Upstreams upstreams;
  upstreams.routes_ = config.models;
  for (const Upstream& upstream : config.upstreams) {
    BROCH_TRY(auto server, UpstreamServer::create(executor, upstream, config.limits));
    upstreams.servers_.push_back(std::move(server));
  }
  return upstreams;
}

UpstreamServer* Upstreams::find(std::string_view model) const {
  const ModelRoute* best = nullptr;
  for (const ModelRoute& route : routes_) {
    if (route.name == model) {
      best = &route;
      break;
    }
    const std::string_view prefix = std::string_view(route.name).substr(0, route.name.size() - 1);
    const bool matches = route.name.ends_with('*') && model.starts_with(prefix);
    if (matches && (best == nullptr || route.name.size() > best->name.size())) best = &route;
  }
  if (best == nullptr) return nullptr;
  const auto server = std::ranges::find(servers_, best->upstream, [](const auto& s) { return s->name(); });
  return server == servers_.end() ? nullptr : server->get();
}

}  // namespace broch::gateway
