#include "model/openai_model.h"

#include <fmt/core.h>

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chat/openai_completion.h"
#include "core/environment.h"
#include "core/hash.h"
#include "core/text.h"
#include "model/openai_reply.h"
#include "model/options.h"
#include "model/prompt_style.h"
#include "net/key_scrubber.h"

namespace broch::model {
namespace {

constexpr std::string_view kDefaultBaseUrl = "https://api.openai.com/v1";
/// US dollars per million tokens; a price above it is a slip of the keyboard.
constexpr double kHighestPrice = 100'000;
constexpr std::string_view kDefaultKeyVariable = "OPENAI_API_KEY";

std::string url_text(const net::Url& url) {
  const std::string host = url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
  const bool usual = url.port == (url.tls() ? 443 : 80);
  return url.scheme + "://" + host + (usual ? "" : ":" + std::to_string(url.port)) + url.target;
}

/// One try: a reply or an error, and what decides whether another try makes sense.
struct Try {
  Result<Reply> reply = fail(ErrorKind::kInternal, "not tried");
  bool may_pass = false;
  bool refuses_format = false;  ///< the server knows no `response_format`
  std::optional<Millis> requested_wait;
};

class OpenAiModel final : public Model {
 public:
  OpenAiModel(OpenAiOptions options, asio::any_io_executor executor)
      : options_(std::move(options)),
        key_(options_.api_key),
        client_(std::move(executor), client_options(options_)) {}

  std::string id() const override;
  /// A name that begins with `sim-` alone could belong to anybody's model; only a server on this machine is
  /// ours.
  bool simulated() const override {
    return options_.model.starts_with("sim-") && options_.base_url.loopback();
  }
  PromptStyle prompt() const override { return options_.prompt; }
  size_t concurrency() const override { return options_.concurrency; }
  asio::awaitable<Result<Reply>> generate(const GenerateRequest& request) override;

 private:
  static net::ClientOptions client_options(const OpenAiOptions& options);
  net::Request make_request(const GenerateRequest& request, const Completion& text) const;
  std::string body_of(const GenerateRequest& request, const Completion& text, bool stream) const;
  asio::awaitable<Try> attempt(const GenerateRequest& request, const Completion& text);
  Try read_answer(const net::Response& head, const net::Response& rest, std::string_view body,
                  StreamReader* stream) const;
  Reply without_key(Reply reply) const;
  Error without_key(Error error) const;

  OpenAiOptions options_;
  net::KeyScrubber key_;
  net::Client client_;
  std::atomic<bool> unconstrained_ = false;  ///< since the server refused to hold a reply to words
};

net::ClientOptions OpenAiModel::client_options(const OpenAiOptions& options) {
  net::ClientOptions out;
  out.connect_timeout = std::min(out.connect_timeout, options.timeout);
  out.idle_timeout = options.timeout;
  out.total_timeout = options.timeout;
  out.max_body_bytes = options.max_reply_bytes;
  out.ca_file = options.ca_file;
  out.max_idle_connections = options.concurrency;
  return out;
}

std::string OpenAiModel::id() const {
  std::string out = "openai:" + options_.model;
  std::string base = url_text(options_.base_url);
  if (base == kDefaultBaseUrl) return out;
  return out + "?base_url=" + base;
}

std::string OpenAiModel::body_of(const GenerateRequest& request, const Completion& text, bool stream) const {
  chat::Sampling sampling = request.sampling;
  if (options_.prompt != PromptStyle::kChat) {
    // Left to themselves, servers end such an answer after 16 tokens, or never.
    if (!sampling.max_tokens) sampling.max_tokens = kUsualAnswer;
    return chat::write_openai_completion_request(options_.model, text.prefix, text.suffix, sampling, stream);
  }
  if (!options_.constrain || unconstrained_) sampling.verdicts.clear();
  return chat::write_openai_request(options_.model, request.conversation, sampling, stream);
}

/// `text` is what is shown where it is no conversation.
net::Request OpenAiModel::make_request(const GenerateRequest& request, const Completion& text) const {
  const bool stream = request.stream || options_.stream;
  net::Request out{.method = "POST", .url = options_.base_url, .headers = {}, .body = {}};
  out.url.target += options_.prompt == PromptStyle::kChat ? "/chat/completions" : "/completions";
  out.headers.add("Content-Type", "application/json");
  out.headers.add("Accept", stream ? "text/event-stream" : "application/json");
  if (!options_.api_key.empty()) out.headers.add("Authorization", "Bearer " + options_.api_key);
  if (simulated()) out.headers.add("x-broch-sim-hint", request.hint.to_header());
  out.body = body_of(request, text, stream);
  return out;
}

/// `head` has status and headers, `rest` the collected body of a refusal, `body` that of a plain answer.
Try OpenAiModel::read_answer(const net::Response& head, const net::Response& rest, std::string_view body,
                             StreamReader* stream) const {
  Try out;
  Reply reply;
  read_broch_headers(head.headers, simulated(), reply);
  if (head.status / 100 != 2) {
    const OpenAiError error = read_openai_error(rest.body);
    if (head.status == 400 && error.blocked_by()) {
      reply.blocked_by = error.blocked_by();
      reply.text = error.message;
      out.reply = std::move(reply);
      return out;
    }
    out.reply = std::unexpected(status_error(head.status, head.headers, rest.body, options_.prompt));
    out.refuses_format =
        (head.status == 400 || head.status == 422) && rest.body.find("response_format") != std::string::npos;
    out.may_pass = status_may_pass(head.status) && error.code != "insufficient_quota";
    out.requested_wait = requested_wait(head.headers, std::chrono::system_clock::now());
    return out;
  }
  Status filled;
  if (stream) {
    filled = stream->finish(reply);
  } else if (Result<chat::OpenAiResponse> response = options_.prompt == PromptStyle::kChat
                                                         ? chat::parse_openai_response(body)
                                                         : chat::parse_openai_completion(body)) {
    filled = fill_reply(*std::move(response), reply);
  } else {
    Error error = std::move(response).error();
    error.kind = ErrorKind::kUpstream;
    const std::string_view type = head.headers.get("content-type");
    if (!type.starts_with("application/json")) {
      const std::string start = quotable(body.substr(0, 200));
      error.what =
          type.empty()
              ? fmt::format("the server's answer cannot be read, {}: {}", error.to_string(), start)
              : fmt::format("the server answered with {} instead of JSON: {}", quotable(type), start);
      error.where = {};
      error.remedy = "check that base_url names an OpenAI-compatible API";
    }
    filled = std::unexpected(std::move(error));
  }
  if (!filled) {
    out.may_pass = net::may_pass(filled.error());
    out.reply = std::unexpected(std::move(filled).error());
  } else {
    out.reply = std::move(reply);
  }
  return out;
}

asio::awaitable<Try> OpenAiModel::attempt(const GenerateRequest& request, const Completion& text) {
  std::optional<net::Response> head;
  std::optional<StreamReader> stream;
  std::string body;
  const auto on_head = [&](const net::Response& response) {
    head = key_.clean(response);
    if (response.headers.get("content-type").starts_with("text/event-stream")) {
      stream.emplace([this](std::string data) { return key_.clean(std::move(data)); },
                     options_.prompt == PromptStyle::kChat ? chat::parse_openai_chunk
                                                           : chat::parse_openai_completion_chunk);
    }
  };
  const auto on_data = [&](std::string_view bytes) -> asio::awaitable<Status> {
    if (stream) co_return stream->feed(bytes);
    body += bytes;
    co_return Status{};
  };
  net::Request wire = make_request(request, text);
  Result<net::Response> response = co_await client_.stream(std::move(wire), on_head, on_data);
  Try out;
  if (!response && !(stream && stream->done())) {
    out.reply = std::unexpected(response.error());
    // A time-out within an answer would only come again.
    out.may_pass = net::may_pass(response.error()) && !(head && response.error().kind == ErrorKind::kTimeout);
    co_return out;
  }
  // Before anything is quoted from it: a shortened quotation would keep a part of the key.
  if (response) response = key_.clean(*std::move(response));
  body = key_.clean(std::move(body));
  out = read_answer(*head, response ? *response : net::Response{}, body, stream ? &*stream : nullptr);
  co_return out;
}

asio::awaitable<Result<Reply>> OpenAiModel::generate(const GenerateRequest& request) {
  Completion text;
  if (options_.prompt != PromptStyle::kChat) {
    BROCH_CO_TRY(text, shown(request, options_.prompt));
  }
  Backoff backoff(options_.retry,
                  derive_seed(request.hint.seed, request.hint.item, request.hint.attempt, "retry"));
  int silences = 0;
  for (int tries = 1;; ++tries) {
    const auto begin = std::chrono::steady_clock::now();
    Try one = co_await attempt(request, text);
    if (!one.reply && one.refuses_format && !request.sampling.verdicts.empty() &&
        !unconstrained_.exchange(true))
      one = co_await attempt(request, text);
    if (one.reply) {
      one.reply->latency =
          std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
      one.reply->tries = tries;
      co_return without_key(*std::move(one.reply));
    }
    // A whole time-out is long to wait: a server that was silent for two is not asked a third time.
    if (one.reply.error().kind == ErrorKind::kTimeout && ++silences == 2) one.may_pass = false;
    const std::optional<Millis> wait = one.may_pass ? backoff.next(one.requested_wait) : std::nullopt;
    if (!wait) {
      Error error = without_key(std::move(one.reply).error());
      if (tries > 1) error.what += fmt::format(" (after {} tries)", tries);
      if (one.may_pass && one.requested_wait && *one.requested_wait > options_.retry.longest) {
        error.what += fmt::format("; it asks to wait {} s", one.requested_wait->count() / 1000);
      }
      co_return std::unexpected(std::move(error));
    }
    asio::steady_timer timer(co_await asio::this_coro::executor, *wait);
    const auto [cancelled] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    if (cancelled) co_return fail(ErrorKind::kCancelled, "cancelled");
  }
}

/// Servers repeat the key they refuse, and a hostile one repeats it in an answer, to see it stored. All that
/// is kept of a reply is looked at once it is read: pieces of a stream may spell the key only together.
Reply OpenAiModel::without_key(Reply reply) const {
  std::vector<std::string*> kept{&reply.text, &reply.finish_reason, &reply.model, &reply.fingerprint,
                                 &reply.guard_action};
  for (std::string& part : reply.guard_parts) kept.push_back(&part);
  for (chat::ToolCall& call : reply.tool_calls) {
    kept.insert(kept.end(), {&call.id, &call.name, &call.arguments});
  }
  if (reply.truth) {
    kept.insert(kept.end(), {&reply.truth->outcome, &reply.truth->witness});
    for (std::string& metric : reply.truth->also) kept.push_back(&metric);
  }
  for (std::string* text : kept) *text = key_.clean(std::move(*text));
  return reply;
}

Error OpenAiModel::without_key(Error error) const {
  error.what = key_.clean(std::move(error.what));
  error.remedy = key_.clean(std::move(error.remedy));
  return error;
}

Result<std::string> read_key(const std::optional<std::string>& named) {
  const std::string variable = named.value_or(std::string(kDefaultKeyVariable));
  if (variable.empty()) return std::string();
  const std::optional<std::string> value = environment(variable);
  if (!value && !named) return std::string();
  std::string key(trim(value.value_or("")));
  if (key.empty()) {
    return fail(ErrorKind::kUsage, "environment variable " + variable + " holds no key", {},
                "export it, or set api_key_env= for a server that wants none");
  }
  for (const char c : key) {
    if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f) {
      return fail(ErrorKind::kUsage,
                  "the key in environment variable " + variable + " holds a character no key has");
    }
  }
  return key;
}

Result<net::Url> read_base_url(const std::string& text) {
  BROCH_TRY(net::Url url, net::parse_url(text));
  if (url.target.find('?') != std::string::npos) {
    return fail(ErrorKind::kUsage, "base_url carries a query", {},
                "keys come from an environment variable, see api_key_env");
  }
  while (url.target.ends_with('/')) url.target.pop_back();
  return url;
}

}  // namespace

Result<OpenAiOptions> read_openai_options(const ModelSpec& spec) {
  using namespace std::chrono_literals;
  OpenAiOptions out;
  SpecOptions options(spec);
  out.model = spec.name;
  const std::string base_url = options.string("base_url", std::string(kDefaultBaseUrl));
  const std::string prompt = options.string("prompt", name(out.prompt));
  const std::optional<std::string> key_variable = options.optional_string("api_key_env");
  out.constrain = options.boolean("constrain", out.constrain);
  out.stream = options.boolean("stream", out.stream);
  out.timeout = options.duration("timeout", out.timeout, 1ms, 24h);
  out.retry.retries = static_cast<int>(options.integer("retries", out.retry.retries, 0, 20));
  out.retry.base = options.duration("backoff", out.retry.base, 0ms, out.retry.longest);
  out.concurrency = static_cast<size_t>(options.integer("concurrency", 8, 1, 4096));
  out.ca_file = options.string("ca_file", "");
  const std::optional<double> price_in = options.optional_number("price_in", 0, kHighestPrice);
  const std::optional<double> price_out = options.optional_number("price_out", 0, kHighestPrice);
  BROCH_CHECK(options.finish());
  if (price_in.has_value() != price_out.has_value()) {
    return fail(ErrorKind::kUsage, fmt::format("model `openai:{}` has one price of two", spec.name), {},
                "give price_in and price_out, in US dollars per million tokens");
  }
  if (price_in) out.price = Price{*price_in, *price_out};
  const std::optional<PromptStyle> style = parse_prompt_style(prompt);
  if (!style) {
    return fail(ErrorKind::kUsage,
                fmt::format("option `prompt` of model `openai:{}`: chat, raw or fim is wanted", spec.name));
  }
  out.prompt = *style;
  BROCH_TRY(out.base_url, read_base_url(base_url));
  BROCH_TRY(out.api_key, read_key(key_variable));
  if (!out.api_key.empty() && !out.base_url.tls() && !out.base_url.loopback()) {
    return fail(ErrorKind::kUsage, "the key would travel to " + out.base_url.host + " in clear text", {},
                "use https, or api_key_env= to send no key");
  }
  return out;
}

std::unique_ptr<Model> make_openai(OpenAiOptions options, asio::any_io_executor executor) {
  return std::make_unique<OpenAiModel>(std::move(options), std::move(executor));
}

Result<std::unique_ptr<Model>> open_openai(const ModelSpec& spec, asio::any_io_executor executor) {
  BROCH_TRY(OpenAiOptions options, read_openai_options(spec));
  return make_openai(std::move(options), std::move(executor));
}

}  // namespace broch::model
