// One SSE event of a streamed chat completion that waits for the verdict on its texts.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "core/error.h"
#include "gateway/text_gate.h"
#include "net/sse.h"

namespace broch::gateway {

enum class TextField { kContent, kRefusal, kReasoning, kArguments };

/// A text of the event: where it sits in the chunk's JSON, and what becomes of it.
struct EventText {
  size_t delta = 0;  ///< position in `choices`
  TextField field = TextField::kContent;
  size_t fragment =
      0;  ///< for arguments: position among the delta's tool-call fragments, as the codec counts them
  TextPiece piece;
};

/// What the event says about one choice.
struct EventDelta {
  int64_t choice = 0;
  bool cut =
      false;  ///< the choice was blocked by this event or before it: its finish reason is not the upstream's
};

struct PendingEvent {
  net::SseEvent source;
  std::vector<EventDelta> deltas;
  std::deque<EventText> texts;  ///< a deque: gates keep the address of each piece

  bool held() const;
  /// The bytes for the client: the source's own when nothing changed, else with the string literals concerned
  /// (and the log probabilities that spell the same text) replaced; empty when nothing of it may go out.
  Result<std::string> render() const;

 private:
  bool gone(size_t delta) const;
  bool changed() const;
};

}  // namespace broch::gateway
