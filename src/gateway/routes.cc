#include "gateway/routes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "core/version.h"
#include "gateway/chat_completions.h"
#include "gateway/exchange.h"
#include "gateway/guard_endpoint.h"
#include "gateway/models.h"
#include "net/endpoint.h"

namespace broch::gateway {
namespace {

namespace asio = boost::asio;

asio::awaitable<void> health(Exchange& exchange) {
  Reply reply = json_reply(
      200,
      json::dump(json::Object{
          {"status", "ok"}, {"version", version()}, {"policy", exchange.services().guard->policy().name}}));
  co_await exchange.send(std::move(reply));
}

asio::awaitable<void> metrics(Exchange& exchange) {
  Reply reply{200,
              {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
              exchange.services().metrics.text()};
  co_await exchange.send(std::move(reply));
}

struct Route {
  std::string_view method;
  std::string_view path;
  asio::awaitable<void> (*handle)(Exchange&);
};

constexpr std::array kRoutes = {
    Route{"POST", "/v1/chat/completions", chat_completions},
    Route{"GET", "/v1/models", list_models},
    Route{"POST", "/v1/guard", ask_guard},
    Route{"GET", "/healthz", health},
    Route{"GET", "/metrics", metrics},
};

// A page in a browser that reaches us by a name of its own (DNS rebinding) sends that name as Host.
bool names_loopback(std::string_view host) {
  const bool has_port = !host.ends_with(']') && host.find(':') != std::string_view::npos;
  const Result<net::Endpoint> endpoint = net::parse_endpoint(std::string(host) + (has_port ? "" : ":80"));
  return endpoint && endpoint->loopback();
}

// What must hold before any route answers; a refusal otherwise.
std::optional<Reply> refuse(const Services& services, const net::ServerRequest& request) {
  if (services.config.auth_mode == "none" && !names_loopback(request.headers.get("host"))) {
    return error_reply(403, "host_not_allowed",
                       "without authentication only loopback names are served in `Host`");
  }
  if (request.method != "POST") return {};
  const std::string_view type = request.headers.get("content-type");
  // A browser asks before it sends JSON to a foreign origin, and we do not consent; other types it just
  // sends.
  if (!iequals(trim(type.substr(0, type.find(';'))), "application/json")) {
    return error_reply(415, "unsupported_media_type", "send `Content-Type: application/json`");
  }
  const std::string_view encoding = request.headers.get("content-encoding");
  if (!encoding.empty() && !iequals(encoding, "identity")) {
    return error_reply(415, "unsupported_content_encoding", "send the body without a Content-Encoding");
  }
  return {};
}

Reply no_route(const net::ServerRequest& request) {
  for (const Route& route : kRoutes) {
    if (route.path != request.path) continue;
    Reply reply = error_reply(405, "method_not_allowed", "this path answers " + std::string(route.method));
    reply.headers.set("Allow", std::string(route.method));
    return reply;
  }
  return error_reply(404, "not_found", "no such path; the API starts at /v1");
}

}  // namespace

asio::awaitable<void> answer(Services& services, const net::ServerRequest& request,
                             net::ResponseWriter& writer) {
  const auto route = std::ranges::find_if(
      kRoutes, [&](const Route& r) { return r.path == request.path && r.method == request.method; });
  const bool known = route != kRoutes.end();
  Exchange exchange(services, request, known ? std::string(route->path) : "other", writer);
  std::optional<Reply> refusal = refuse(services, request);
  if (!refusal && !known) refusal = no_route(request);
  if (refusal) {
    co_await exchange.send(*std::move(refusal));
  } else {
    co_await route->handle(exchange);
  }
}

}  // namespace broch::gateway
