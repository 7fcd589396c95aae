// Server-sent events (WHATWG HTML, section 9.2): an incremental parser and a writer.
//
//   net::SseParser parser;
//   BROCH_TRY(auto events, parser.feed(bytes));         // as often as bytes arrive
//   BROCH_TRY(auto rest, parser.finish());              // the stream has ended
//   if (!parser.pending().empty()) ...                  // it was cut off inside an event
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace broch::net {

/// One block up to its blank line. A block without a data line (a comment, a stray blank line) is no event by
/// the standard, but its bytes count for forwarding: it comes out with `has_data` false.
struct SseEvent {
  std::string event;  ///< "" for an unnamed event
  std::string data;   ///< data lines joined by '\n'
  std::string id;     ///< of this block alone
  std::string raw;    ///< the bytes of this event with its blank line, for unchanged forwarding
  bool has_data = false;
};

/// Feed bytes in any pieces; complete events come out, the same whatever the pieces. The `raw` of all of them
/// and pending() spell the bytes that were fed. An event larger than `max_event_bytes` is an error, and the
/// parser then answers nothing else.
class SseParser {
 public:
  explicit SseParser(size_t max_event_bytes = 8 << 20) : max_event_bytes_(max_event_bytes) {}

  Result<std::vector<SseEvent>> feed(std::string_view bytes);
  /// The stream has ended: a CR that ends the bytes is the end of its line, not half of a CRLF.
  Result<std::vector<SseEvent>> finish();
  /// Bytes of an event that has not ended. Not empty at the end of a stream means that it was cut off.
  std::string_view pending() const { return buffer_; }

 private:
  Result<std::vector<SseEvent>> take_events(bool at_end);
  SseEvent read_block(std::string_view raw);

  size_t max_event_bytes_;
  size_t line_ = 0;     ///< start of the line under way, an offset into buffer_
  size_t scanned_ = 0;  ///< no line ends before this offset, from line_ on
  bool first_ = true;
  bool failed_ = false;
  std::string buffer_;
};

/// One event, each line of `data` on its own data line.
std::string write_sse(std::string_view data, std::string_view event = {});

}  // namespace broch::net
