// The simulator over HTTP, speaking OpenAI's wire format.
#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chat/openai_chat.h"
#include "core/hash.h"
#include "net/sse.h"
#include "sim/sim.h"

namespace broch::sim {
namespace {

constexpr const char* kHintHeader = "x-broch-sim-hint";
constexpr const char* kTruthHeader = "x-broch-sim-truth";
/// A fixed time: the same request gives the same bytes.
constexpr int64_t kCreated = 1767225600;

/// Pieces as a model streams them: a few words each, never inside a UTF-8 sequence.
std::vector<std::string> pieces_of(const std::string& text) {
  Random random(derive_seed(0, text, 0, "pieces"));
  std::vector<std::string> pieces;
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = begin + 1 + random.below(14);
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    pieces.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return pieces;
}

net::Headers json_headers() { return {{"content-type", "application/json"}}; }

net::Headers stream_headers(const model::Truth& truth) {
  return {{"content-type", "text/event-stream"},
          {"cache-control", "no-cache"},
          {kTruthHeader, truth.to_header()}};
}

class Exchange {
 public:
  Exchange(const Simulator& simulator, const net::ServerRequest& request, net::ResponseWriter& writer)
      : simulator_(simulator), request_(request), writer_(writer) {}

  asio::awaitable<void> answer() {
    if (request_.path == "/v1/models" && request_.method == "GET") {
      co_await send(200, models());
    } else if (request_.path != "/v1/chat/completions") {
      co_await send_error(404, "there is no " + request_.path + " here", "invalid_request_error",
                          "not_found");
    } else if (request_.method != "POST") {
      co_await send_error(405, "use POST", "invalid_request_error", "method_not_allowed");
    } else {
      co_await complete();
    }
  }

 private:
  std::string models() const {
    json::Array data;
    data.push_back(json::Object{
        {"id", model_name()}, {"object", "model"}, {"created", kCreated}, {"owned_by", "broch"}});
    return json::dump(json::Object{{"object", "list"}, {"data", std::move(data)}});
  }
  std::string model_name() const { return "sim-" + simulator_.name(); }

  asio::awaitable<void> send(int status, std::string body, net::Headers headers = json_headers()) {
    // Whoever went away does not wait for an answer.
    (void)co_await writer_.send(status, std::move(headers), std::move(body));
  }
  asio::awaitable<void> send_error(int status, std::string message, std::string type, std::string code) {
    co_await send(status, chat::write_openai_error(message, type, code));
  }

  asio::awaitable<void> complete() {
    Result<chat::OpenAiRequest> parsed = chat::parse_openai_request(request_.body);
    if (!parsed) {
      co_await send_error(400, parsed.error().to_string(), "invalid_request_error", "invalid_request");
      co_return;
    }
    if (parsed->choices != 1) {
      co_await send_error(400, "the simulator gives one choice", "invalid_request_error",
                          "unsupported_value");
      co_return;
    }
    const auto hint = model::SampleHint::from_header(request_.headers.get(kHintHeader));
    const Answer answer = simulator_.answer(parsed->conversation, hint.value_or(model::SampleHint{}));
    if (answer.latency.count() > 0) {
      asio::steady_timer timer(co_await asio::this_coro::executor, answer.latency);
      co_await timer.async_wait(asio::use_awaitable);
    }
    if (answer.fail) {
      co_await send_error(500, "the simulator fails as its error rate says", "server_error",
                          "simulated_error");
      co_return;
    }
    const chat::Usage usage = usage_of(parsed->conversation, answer.text);
    const std::string id = "chatcmpl-sim-" + sha256_hex(answer.text + request_.body).substr(0, 24);
    if (parsed->stream) {
      co_await stream(id, answer, parsed->include_usage ? std::optional(usage) : std::nullopt);
    } else {
      co_await whole(id, answer, usage);
    }
  }

  asio::awaitable<void> whole(const std::string& id, const Answer& answer, chat::Usage usage) {
    chat::OpenAiResponse response;
    response.id = id;
    response.model = model_name();
    response.system_fingerprint = simulator_.digest();
    response.usage = usage;
    response.choices.push_back({0, chat::Message::text(chat::Role::kAssistant, answer.text), "stop"});
    net::Headers headers = json_headers();
    headers.add(kTruthHeader, answer.truth.to_header());
    co_await send(200, chat::write_openai_response(response, kCreated), std::move(headers));
  }

  /// A chunk with one delta, or with none when there is nothing to add.
  chat::OpenAiChunk chunk(const std::string& id, std::optional<chat::OpenAiDelta> delta = {}) const {
    chat::OpenAiChunk result;
    result.id = id;
    result.model = model_name();
    result.system_fingerprint = simulator_.digest();
    result.created = kCreated;
    if (delta) result.deltas.push_back(*std::move(delta));
    return result;
  }

  std::vector<chat::OpenAiChunk> chunks_of(const std::string& id, const Answer& answer,
                                           std::optional<chat::Usage> usage) const {
    std::vector<chat::OpenAiChunk> chunks;
    chunks.push_back(chunk(id, chat::OpenAiDelta{.role = "assistant"}));
    for (std::string& piece : pieces_of(answer.text)) {
      chunks.push_back(chunk(id, chat::OpenAiDelta{.content = std::move(piece)}));
    }
    chunks.push_back(chunk(id, chat::OpenAiDelta{.finish_reason = "stop"}));
    if (usage) {
      chunks.push_back(chunk(id));
      chunks.back().usage = usage;
    }
    return chunks;
  }

  asio::awaitable<void> stream(const std::string& id, const Answer& answer,
                               std::optional<chat::Usage> usage) {
    if (!co_await writer_.begin(200, stream_headers(answer.truth))) co_return;
    for (const chat::OpenAiChunk& each : chunks_of(id, answer, usage)) {
      if (!co_await writer_.write(net::write_sse(chat::write_openai_chunk(each)))) co_return;
    }
    if (!co_await writer_.write(net::write_sse("[DONE]"))) co_return;
    (void)co_await writer_.end();
  }

  const Simulator& simulator_;
  const net::ServerRequest& request_;
  net::ResponseWriter& writer_;
};

}  // namespace

struct SimServer::State {
  State(asio::any_io_executor executor, Simulator sim, net::ServerOptions options)
      : simulator(std::move(sim)),
        server(
            std::move(executor), std::move(options),
            [this](const net::ServerRequest& request, net::ResponseWriter& writer) -> asio::awaitable<void> {
              Exchange exchange(simulator, request, writer);
              co_await exchange.answer();
            }) {}

  const Simulator simulator;
  net::Server server;
};

SimServer::SimServer(asio::any_io_executor executor, Simulator simulator, net::ServerOptions options)
    : state_(std::make_unique<State>(std::move(executor), std::move(simulator), std::move(options))) {}

SimServer::~SimServer() = default;

Result<uint16_t> SimServer::start() { return state_->server.start(); }

void SimServer::stop() { state_->server.stop(); }

}  // namespace broch::sim
