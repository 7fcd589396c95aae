#include "gateway/models.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace broch::gateway {
namespace {

namespace asio = boost::asio;

json::Value model_entry(const std::string& id, const std::string& owner) {
  return json::Object{{"id", id}, {"object", "model"}, {"created", 0}, {"owned_by", owner}};
}

asio::awaitable<Result<json::Value>> ask(Exchange& exchange, UpstreamServer& upstream) {
  net::Request request = upstream.request("GET", "/models", {}, exchange.request().headers, {});
  BROCH_CO_TRY(const net::Response response, co_await upstream.send(std::move(request)));
  if (response.status != 200) {
    co_return fail(ErrorKind::kUpstream, "the upstream does not list its models");
  }
  BROCH_CO_TRY(json::Value list, json::parse(response.body));
  if (list.get_array("data") == nullptr)
    co_return fail(ErrorKind::kUpstream, "the upstream's list has no `data`");
  co_return list;
}

bool has_pattern(const Upstreams& upstreams, const std::string& server) {
  return std::ranges::any_of(upstreams.routes(), [&](const ModelRoute& route) {
    return route.upstream == server && route.name.ends_with('*');
  });
}

}  // namespace

asio::awaitable<void> list_models(Exchange& exchange) {
  const Upstreams& upstreams = exchange.services().upstreams;
  json::Array data;
  std::set<std::string, std::less<>> listed;
  for (const ModelRoute& route : upstreams.routes()) {
    if (route.name.ends_with('*')) continue;
    data.push_back(model_entry(route.name, route.upstream));
    listed.insert(route.name);
  }
  Reply reply;
  std::optional<Error> failed;
  bool answered = false;
  for (const auto& server : upstreams.servers()) {
    if (!has_pattern(upstreams, server->name())) continue;
    exchange.set_upstream(server->name());
    const Result<json::Value> list = co_await ask(exchange, *server);
    if (!list) {
      exchange.note_upstream_error(list.error());
      failed = list.error();
      continue;
    }
    answered = true;
    for (const json::Value& model : *list->get_array("data")) {
      const auto id = model.get_string("id");
      if (!id || upstreams.find(*id) != server.get() || !listed.emplace(*id).second) continue;
      data.push_back(model);
    }
  }
  // One upstream that is down hides only its own models.
  if (failed && !answered) {
    reply = upstream_failure(*failed);
    co_await exchange.send(std::move(reply));
    co_return;
  }
  reply = json_reply(200, json::dump(json::Object{{"object", "list"}, {"data", std::move(data)}}));
  co_await exchange.send(std::move(reply));
}

}  // namespace broch::gateway
