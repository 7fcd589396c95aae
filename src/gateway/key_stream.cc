#include "gateway/key_stream.h"

#include <utility>

#include "core/text.h"

namespace broch::gateway {
namespace {

constexpr size_t kMaxWaitingBytes = size_t{16} << 20;
constexpr size_t kMaxTexts = 4096;

}  // namespace

std::string without_key(std::string body, const net::KeyScrubber& key) {
  if (!key.looks()) return body;
  if (const Result<json::Value> root = json::parse(body)) {
    KeyedDocument document;
    KeyTexts texts(key);
    texts.add(document, *root);
    texts.finish();
    body = std::move(document).render(body);
  }
  // Names of members, and what is no JSON.
  return key.clean(std::move(body));
}

net::Response without_key(net::Response response, const net::KeyScrubber& key) {
  std::string body = without_key(std::exchange(response.body, {}), key);
  response = key.clean(std::move(response));
  response.body = std::move(body);
  return response;
}

Result<std::string> KeyStream::feed(std::string_view bytes) {
  BROCH_TRY(std::vector<net::SseEvent> events, parser_.feed(bytes));
  return take(std::move(events));
}

Result<std::string> KeyStream::finish() {
  BROCH_TRY(std::vector<net::SseEvent> events, parser_.finish());
  BROCH_TRY(std::string out, take(std::move(events)));
  texts_.finish();
  out += release();
  return out += key_.clean(std::string(parser_.pending()));
}

Result<std::string> KeyStream::take(std::vector<net::SseEvent> events) {
  std::string out;
  for (net::SseEvent& source : events) {
    Event& event = waiting_.emplace_back(Event{std::move(source)});
    waiting_bytes_ += event.source.raw.size();
    if (!event.source.has_data) {
      texts_.end_turn();
    } else if (trim(event.source.data) == "[DONE]") {
      texts_.finish();
    } else if (const Result<json::Value> root = json::parse(event.source.data)) {
      texts_.add(event.document, *root);
    }
    out += release();
    if (waiting_bytes_ > kMaxWaitingBytes || texts_.open() > kMaxTexts)
      return fail(ErrorKind::kLimit, "the stream spells what may be a key in too many pieces");
  }
  return out;
}

std::string KeyStream::release() {
  std::string out;
  while (!waiting_.empty() && !waiting_.front().document.waits()) {
    Event& event = waiting_.front();
    waiting_bytes_ -= event.source.raw.size();
    std::string data = std::move(event.document).render(event.source.data);
    out += key_.clean(data == event.source.data ? std::move(event.source.raw)
                                                : net::write_sse(data, event.source.event));
    waiting_.pop_front();
  }
  return out;
}

}  // namespace broch::gateway
