// The simulator over HTTP.
#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/hash.h"
#include "sim/sim.h"
#include "sim/turned_away.h"
#include "sim/wire.h"

namespace broch::sim {
namespace {

constexpr const char* kHintHeader = "x-broch-sim-hint";
constexpr const char* kTruthHeader = "x-broch-sim-truth";

net::Headers json_headers() { return {{"content-type", "application/json"}}; }

net::Headers stream_headers(const model::Truth& truth) {
  return {{"content-type", "text/event-stream"},
          {"cache-control", "no-cache"},
          {kTruthHeader, truth.to_header()}};
}

/// Anthropic's clients name the version they speak with every request.
const Wire& wire_of(const net::ServerRequest& request) {
  if (request.path == "/v1/completions") return openai_completion_wire();
  const bool anthropic = request.path == "/v1/messages" || !request.headers.get("anthropic-version").empty();
  return anthropic ? anthropic_wire() : openai_wire();
}

class Exchange {
 public:
  Exchange(const Simulator& simulator, TurnedAway& turned_away, const net::ServerRequest& request,
           net::ResponseWriter& writer)
      : simulator_(simulator),
        turned_away_(turned_away),
        request_(request),
        writer_(writer),
        wire_(wire_of(request)) {}

  asio::awaitable<void> answer() {
    if (request_.path == "/v1/models" && request_.method == "GET") {
      co_await send(200, wire_.write_models(model_name()));
    } else if (request_.path != "/v1/chat/completions" && request_.path != "/v1/completions" &&
               request_.path != "/v1/messages") {
      co_await send_error(WireError::kNotFound, "there is no " + request_.path + " here");
    } else if (request_.method != "POST") {
      co_await send_error(WireError::kMethodNotAllowed, "use POST");
    } else {
      co_await complete();
    }
  }

 private:
  std::string model_name() const { return "sim-" + simulator_.name(); }

  asio::awaitable<void> send(int status, std::string body, net::Headers headers = json_headers()) {
    // Whoever went away does not wait for an answer.
    (void)co_await writer_.send(status, std::move(headers), std::move(body));
  }
  asio::awaitable<void> send_error(WireError error, std::string message,
                                   net::Headers headers = json_headers()) {
    co_await send(status_of(error), wire_.write_error(error, message), std::move(headers));
  }

  asio::awaitable<void> complete() {
    Result<WireRequest> asked = wire_.read(request_.body);
    if (!asked) {
      co_await send_error(WireError::kInvalidRequest, asked.error().to_string());
      co_return;
    }
    const std::string hint_text(request_.headers.get(kHintHeader));
    const auto hint = model::SampleHint::from_header(hint_text);
    const Answer answer = simulator_.answer(asked->conversation, hint.value_or(model::SampleHint{}),
                                            asked->max_tokens, asked->bare_text);
    const std::string identity = sha256_hex(hint_text + '\0' + request_.body);
    if (answer.rate_limited && turned_away_.turns_away(identity)) {
      co_await send_rate_limited();
      co_return;
    }
    if (answer.latency.count() > 0) {
      asio::steady_timer timer(co_await asio::this_coro::executor, answer.latency);
      co_await timer.async_wait(asio::use_awaitable);
    }
    if (answer.fail) {
      co_await send_error(WireError::kServer, "the simulator fails as its error rate says");
      co_return;
    }
    const WireReply reply{.id = sha256_hex(answer.text + request_.body).substr(0, 24),
                          .model = model_name(),
                          .fingerprint = simulator_.digest(),
                          .text = answer.text,
                          .cut = answer.cut,
                          .usage = usage_of(asked->conversation, answer.text)};
    if (asked->stream) {
      co_await stream(reply, answer.truth, asked->stream_usage);
    } else {
      net::Headers headers = json_headers();
      headers.add(kTruthHeader, answer.truth.to_header());
      co_await send(200, wire_.write(reply), std::move(headers));
    }
  }

  asio::awaitable<void> send_rate_limited() {
    net::Headers headers = json_headers();
    headers.add("retry-after-ms", std::to_string(kRateLimitWait.count()));
    headers.add("retry-after", "1");
    co_await send_error(WireError::kRateLimited, "the simulator's rate limit: ask again", std::move(headers));
  }

  asio::awaitable<void> stream(const WireReply& reply, const model::Truth& truth, bool usage) {
    if (!co_await writer_.begin(200, stream_headers(truth))) co_return;
    for (std::string& event : wire_.write_stream(reply, usage)) {
      if (!co_await writer_.write(std::move(event))) co_return;
    }
    (void)co_await writer_.end();
  }

  const Simulator& simulator_;
  TurnedAway& turned_away_;
  const net::ServerRequest& request_;
  net::ResponseWriter& writer_;
  const Wire& wire_;
};

}  // namespace

struct SimServer::State {
  State(asio::any_io_executor executor, Simulator sim, net::ServerOptions options)
      : simulator(std::move(sim)),
        server(
            std::move(executor), std::move(options),
            [this](const net::ServerRequest& request, net::ResponseWriter& writer) -> asio::awaitable<void> {
              Exchange exchange(simulator, turned_away, request, writer);
              co_await exchange.answer();
            }) {}

  const Simulator simulator;
  TurnedAway turned_away;
  net::Server server;
};

SimServer::SimServer(asio::any_io_executor executor, Simulator simulator, net::ServerOptions options)
    : state_(std::make_unique<State>(std::move(executor), std::move(simulator), std::move(options))) {}

SimServer::~SimServer() = default;

Result<uint16_t> SimServer::start() { return state_->server.start(); }

void SimServer::stop() { state_->server.stop(); }

}  // namespace broch::sim
