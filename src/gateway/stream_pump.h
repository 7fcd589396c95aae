// Takes the bytes of a streamed chat completion as the upstream sends them, and gives out the bytes that have
// their verdict. Sans-IO.
//
// Every event waits in one queue, in the order it came, until the guard has decided all its texts: content,
// refusal and reasoning of each choice go through a StreamGuard of their own; the fragments of a tool call
// are held until the choice ends, then checked as a whole. Events whose texts are unchanged leave byte for
// byte. A blocked choice ends with finish_reason "content_filter"; when all choices are blocked, so does the
// stream.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chat/openai_chat.h"
#include "core/error.h"
#include "gateway/stream_event.h"
#include "gateway/text_gate.h"
#include "guard/guard.h"
#include "net/sse.h"

namespace broch::gateway {

/// What the guard did with a stream, for metrics, log and the trailing comment.
struct StreamReport {
  struct Part {
    guard::Stage stage;
    guard::Verdict verdict;
    std::chrono::nanoseconds time;
  };
  std::vector<Part> parts;
  size_t peak_held_bytes = 0;  ///< of wire bytes that waited for a verdict
  size_t unscannable = 0;      ///< members of chunks that carry content and that no check reads
};

class StreamPump {
 public:
  /// `choices` is the request's `n`; `so_far` the action its input led to.
  StreamPump(std::shared_ptr<const guard::Guard> guard, int64_t choices, guard::Action so_far);
  ~StreamPump();

  /// Bytes for the client, perhaps none: the same in all, whatever the pieces.
  std::string feed(std::string_view bytes);
  /// The upstream has closed the stream.
  void finish();

  /// The upstream does not keep to the format, sent more than may be held, or ended the stream before it was
  /// complete: nothing more comes out. The text names no content.
  const std::optional<Error>& error() const { return error_; }
  /// The client has its [DONE], or the upstream's own error event; what follows is ignored.
  bool done() const { return done_; }
  bool blocked() const { return blocked_choices_ > 0; }
  /// The strictest so far, over input and output.
  guard::Action action() const { return action_; }
  StreamReport report() const;

 private:
  struct ToolCall;
  struct Choice;

  Result<std::string> take(net::SseEvent event);
  Result<std::string> end_of_stream(const net::SseEvent& done);
  Status add(net::SseEvent event, const chat::OpenAiChunk& chunk);
  Result<bool> forbids_unknown(const chat::OpenAiChunk& chunk);
  Status block_all(const chat::OpenAiChunk& chunk);
  Result<Choice*> find_choice(int64_t index);
  Status add_delta(PendingEvent& event, size_t position, const chat::OpenAiDelta& delta);
  void add_text(PendingEvent& event, size_t position, Choice& choice, TextField field,
                const std::string& text);
  Status add_tool_fragment(PendingEvent& event, size_t position, Choice& choice, size_t fragment,
                           const chat::OpenAiDelta::ToolFragment& piece);
  void finish_choice(int64_t index, Choice& choice);
  void check_tool_calls(Choice& choice);
  void emit_rest(int64_t index, Choice& choice);
  void block(int64_t index, Choice& choice);
  void push_chunk(chat::OpenAiDelta delta);
  Result<std::string> release();
  void note_action(guard::Action action);
  bool has_checks(guard::Stage stage) const;

  std::shared_ptr<const guard::Guard> guard_;
  int64_t requested_choices_;
  bool check_output_, check_tool_calls_;
  net::SseParser parser_;
  std::deque<PendingEvent> queue_;
  std::map<int64_t, Choice> choices_;
  std::map<std::string, bool> unknown_;  ///< members that no check reads, and whether the policy forbids them
  chat::OpenAiChunk envelope_;           ///< id, model and time of the newest chunk, for chunks of our own
  guard::Action action_;
  int64_t blocked_choices_ = 0;
  size_t held_bytes_ = 0, peak_held_bytes_ = 0, unscannable_ = 0;
  bool done_ = false;
  std::optional<Error> error_;
  std::vector<StreamReport::Part> tool_verdicts_;
};

}  // namespace broch::gateway
