// Takes the gateway's own key out of what an upstream answers, whole or streamed.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "core/error.h"
#include "gateway/key_texts.h"
#include "net/key_scrubber.h"
#include "net/sse.h"

namespace broch::gateway {

/// Headers and body. A body without the key stays as it is, byte for byte, whatever it is.
net::Response without_key(net::Response response, const net::KeyScrubber& key);
std::string without_key(std::string body, const net::KeyScrubber& key);

/// The same for the events of a streamed chat completion, which may spell the key only together. Sans-IO.
/// Events come out in their order. One waits while its text may be the beginning of the key: until the next
/// event, or, from four bytes of the key on, until its text goes on or the stream ends.
class KeyStream {
 public:
  /// The scrubber must outlive this.
  explicit KeyStream(const net::KeyScrubber& key) : key_(key), texts_(key) {}

  /// The same in all, whatever the pieces. Errors: an event or what waits is too large.
  Result<std::string> feed(std::string_view bytes);
  /// The stream has ended: what still waits.
  Result<std::string> finish();

 private:
  struct Event {
    net::SseEvent source;
    KeyedDocument document = {};
  };

  Result<std::string> take(std::vector<net::SseEvent> events);
  std::string release();

  const net::KeyScrubber& key_;
  KeyTexts texts_;
  net::SseParser parser_;
  std::deque<Event> waiting_;
  size_t waiting_bytes_ = 0;
};

}  // namespace broch::gateway
