#include "gateway/chat_completions.h"

#include <algorithm>
#include <utility>

#include "chat/openai_chat.h"
#include "core/text.h"
#include "gateway/guarding.h"
#include "gateway/headers.h"
#include "gateway/stream_relay.h"

namespace broch::gateway {
namespace {

namespace asio = boost::asio;

std::string query_of(const net::ServerRequest& request) { return request.target.substr(request.path.size()); }

void note(Exchange& exchange, const GuardedBody& guarded) {
  for (const TimedVerdict& timed : guarded.verdicts) {
    exchange.note_verdict(timed.verdict.stage, timed.verdict.verdict, timed.time);
  }
}

Reply blocked(Exchange& exchange, const GuardedBody& guarded) {
  return blocked_reply(exchange.services().guard->policy(), guarded.verdicts[*guarded.blocked_by].verdict);
}

// A reply of the upstream, for the client. Errors of the upstream's own pass as they are.
Reply guarded_reply(Exchange& exchange, net::Response response, bool loopback) {
  exchange.note_upstream_status(response.status);
  const auto unreadable = [&](std::string what) {
    const Error error{ErrorKind::kUpstream, std::move(what), {}, {}};
    exchange.note_upstream_error(error);
    return upstream_failure(error);
  };
  if (response.status < 200 || response.status >= 600 || response.status / 100 == 3) {
    return unreadable("the upstream answered with a status that has no meaning here");
  }
  const std::string_view encoding = response.headers.get("content-encoding");
  if (!encoding.empty() && !iequals(encoding, "identity"))
    return unreadable("the upstream encoded its answer unasked");
  net::Headers headers = client_headers(response.headers, loopback);
  if (response.status >= 300) return {response.status, std::move(headers), std::move(response.body)};

  const Result<chat::OpenAiResponse> parsed = chat::parse_openai_response(response.body);
  if (!parsed) return unreadable("the upstream's answer is no chat completion");
  Result<GuardedBody> guarded = guard_response(*exchange.services().guard, *parsed, std::move(response.body));
  if (!guarded) return unreadable("the upstream's answer cannot be edited");
  note(exchange, *guarded);
  if (guarded->blocked_by) {
    Reply reply = blocked(exchange, *guarded);
    if (headers.has(kSimTruth)) reply.headers.set(kSimTruth, std::string(headers.get(kSimTruth)));
    return reply;
  }
  return {response.status, std::move(headers), std::move(guarded->body)};
}

asio::awaitable<void> relay_whole(Exchange& exchange, UpstreamServer& upstream, net::Request request) {
  Result<net::Response> response = co_await upstream.send(std::move(request));
  Reply reply;
  if (response) {
    reply = guarded_reply(exchange, *std::move(response), upstream.loopback());
  } else {
    exchange.note_upstream_error(response.error());
    reply = upstream_failure(response.error());
  }
  co_await exchange.send(std::move(reply));
}

asio::awaitable<void> relay_stream(Exchange& exchange, UpstreamServer& upstream, net::Request request,
                                   int64_t choices) {
  StreamRelay relay(exchange, choices, upstream.loopback());
  std::optional<net::Response> whole = co_await relay.run(upstream, std::move(request));
  if (!whole) co_return;
  Reply reply = guarded_reply(exchange, *std::move(whole), upstream.loopback());
  co_await exchange.send(std::move(reply));
}

}  // namespace

asio::awaitable<void> chat_completions(Exchange& exchange) {
  const net::ServerRequest& request = exchange.request();
  Services& services = exchange.services();
  const Result<chat::OpenAiRequest> parsed = chat::parse_openai_request(request.body);
  Reply reply;
  if (!parsed) {
    reply = error_reply(400, "invalid_request", parsed.error().to_string());
    co_await exchange.send(std::move(reply));
    co_return;
  }
  UpstreamServer* upstream = services.upstreams.find(parsed->model);
  if (upstream == nullptr) {
    reply = error_reply(404, "model_not_found",
                        "no route serves the model `" + ellipsize(parsed->model, 100) + "`");
    co_await exchange.send(std::move(reply));
    co_return;
  }
  exchange.set_upstream(upstream->name());
  exchange.set_guarded();
  GuardedBody guarded = guard_request(*services.guard, *parsed, request.body);
  note(exchange, guarded);
  if (guarded.blocked_by) {
    reply = blocked(exchange, guarded);
    co_await exchange.send(std::move(reply));
    co_return;
  }
  net::Request onward = upstream->request("POST", "/chat/completions", query_of(request), request.headers,
                                          std::move(guarded.body));
  if (parsed->stream) {
    co_await relay_stream(exchange, *upstream, std::move(onward), parsed->choices);
  } else {
    co_await relay_whole(exchange, *upstream, std::move(onward));
  }
}

}  // namespace broch::gateway
