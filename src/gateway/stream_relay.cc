#include "gateway/stream_relay.h"

#include <utility>

#include "gateway/headers.h"

namespace broch::gateway {

namespace asio = boost::asio;

StreamRelay::StreamRelay(Exchange& exchange, int64_t choices, bool loopback_upstream)
    : exchange_(exchange),
      loopback_(loopback_upstream),
      pump_(exchange.services().guard, choices, exchange.action()) {}

StreamRelay::~StreamRelay() {
  if (!begun_) return;
  const StreamReport report = pump_.report();
  for (const StreamReport::Part& part : report.parts)
    exchange_.note_verdict(part.stage, part.verdict, part.time);
  Metrics& metrics = exchange_.services().metrics;
  metrics.count_held(report.peak_held_bytes);
  metrics.count_unscannable(guard::Stage::kOutput, report.unscannable);
}

asio::awaitable<std::optional<net::Response>> StreamRelay::run(UpstreamServer& upstream,
                                                               net::Request request) {
  const net::Client::OnHead on_head = [this](const net::Response& head) { head_ = head; };
  const net::Client::OnData on_data = [this](std::string_view bytes) { return take(bytes); };
  Result<net::Response> response = co_await upstream.stream(std::move(request), on_head, on_data);
  if (client_gone_) co_return std::nullopt;
  if (begun_ && pump_.done()) co_return std::nullopt;
  if (!response) {
    const Error error = pump_.error().value_or(response.error());
    co_await fail_stream(error);
    co_return std::nullopt;
  }
  if (!begun_ && (response->status / 100 != 2 || !is_event_stream(head_.headers))) {
    if (response->status / 100 == 2) response->body = std::move(whole_);
    co_return *std::move(response);
  }
  pump_.finish();
  if (const std::optional<Error> error = pump_.error()) co_await fail_stream(*error);
  co_return std::nullopt;
}

asio::awaitable<Status> StreamRelay::take(std::string_view bytes) {
  if (!is_event_stream(head_.headers)) {
    whole_ += bytes;  // within the client's body limit
    co_return Status{};
  }
  if (pump_.done()) co_return Status{};
  std::string out = pump_.feed(bytes);
  // The head goes out with the first event, also when its text is held.
  if (!out.empty() || !pump_.error()) BROCH_CO_CHECK(co_await write(std::move(out)));
  if (pump_.error()) co_return std::unexpected(*pump_.error());
  if (!pump_.done()) co_return Status{};
  // The client need not wait for the upstream to close, nor the upstream generate what is blocked.
  client_gone_ = !co_await exchange_.end();
  if (client_gone_ || pump_.blocked()) co_return fail(ErrorKind::kCancelled, "the stream is complete");
  co_return Status{};
}

asio::awaitable<Status> StreamRelay::write(std::string bytes) {
  if (!std::exchange(begun_, true)) {
    net::Headers headers = client_headers(head_.headers, loopback_);
    const Status begun = co_await exchange_.begin(head_.status, std::move(headers));
    client_gone_ = !begun;
    if (!begun) co_return begun;
  }
  if (bytes.empty()) co_return Status{};
  const Status written = co_await exchange_.writer().write(std::move(bytes));
  client_gone_ = !written;
  co_return written;
}

// Before the first byte a failure is an ordinary answer; after it, an error event and no [DONE].
asio::awaitable<void> StreamRelay::fail_stream(const Error& error) {
  exchange_.note_upstream_error(error);
  if (!begun_) {
    Reply reply = upstream_failure(error);
    co_await exchange_.send(std::move(reply));
    co_return;
  }
  const Status written = co_await write(stream_failure(error));
  if (written) co_await exchange_.end();
}

}  // namespace broch::gateway
