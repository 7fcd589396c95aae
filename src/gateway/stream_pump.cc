#include "gateway/stream_pump.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "core/text.h"

namespace broch::gateway {
namespace {

// What one stream may make us hold or remember, whatever the upstream sends.
constexpr size_t kMaxHeldBytes = size_t{16} << 20;
constexpr int64_t kMaxChoices = 128;
constexpr size_t kMaxToolCalls = 256;
constexpr size_t kMaxUnknown = 64;

constexpr size_t kTextFields = 3;  // content, refusal, reasoning

// As the API restricts the names of tools, with room for what servers make of that.
bool is_identifier(std::string_view text) {
  return text.size() <= 64 && std::ranges::all_of(text, [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '/' || c == ':';
         });
}

// A byte order mark counts as something else: without it the event says the same.
bool only_data(std::string_view raw) {
  for (size_t at = 0; at < raw.size();) {
    const std::string_view line = raw.substr(at, raw.find_first_of("\r\n", at) - at);
    if (!line.empty() && line != "data" && !line.starts_with("data:")) return false;
    at += line.size() + 1;
  }
  return true;
}

Error bad_stream(std::string what) { return {ErrorKind::kInput, std::move(what), {}, {}}; }

}  // namespace

struct StreamPump::ToolCall {
  chat::Segment segment;
  std::vector<TextPiece*> pieces;
};

struct StreamPump::Choice {
  std::optional<TextGate> gates[kTextFields];
  std::map<int64_t, ToolCall> calls;
  bool finished = false, blocked = false;
};

StreamPump::StreamPump(std::shared_ptr<const guard::Guard> guard, int64_t choices, guard::Action so_far)
    : guard_(std::move(guard)),
      requested_choices_(choices),
      check_output_(has_checks(guard::Stage::kOutput)),
      check_tool_calls_(has_checks(guard::Stage::kToolCall)),
      action_(so_far) {}

StreamPump::~StreamPump() = default;

bool StreamPump::has_checks(guard::Stage stage) const {
  return std::ranges::any_of(guard_->policy().checks,
                             [&](const auto& check) { return check.stage == stage; });
}

std::string StreamPump::feed(std::string_view bytes) {
  std::string out;
  if (error_) return out;
  Result<std::vector<net::SseEvent>> events = parser_.feed(bytes);
  if (!events) error_ = events.error();
  for (size_t i = 0; events && i < events->size() && !done_ && !error_; ++i) {
    const Result<std::string> piece = take(std::move((*events)[i]));
    if (piece) {
      out += *piece;
    } else {
      error_ = piece.error();
    }
  }
  return out;
}

void StreamPump::finish() {
  if (done_ || error_) return;
  error_ = Error{ErrorKind::kNetwork, "the upstream ended the stream before it was complete", {}, {}};
}

Result<std::string> StreamPump::take(net::SseEvent event) {
  // Comments keep the connection alive, also past events that wait; their text is nobody's content.
  if (!event.has_data) return std::string(":\n\n");
  // Names, ids and comments beside the data are no part of the format, and no check reads them.
  if (!only_data(event.raw)) event.raw = net::write_sse(event.data);
  if (trim(event.data) == "[DONE]") return end_of_stream(event);

  const Result<chat::OpenAiChunk> chunk = chat::parse_openai_chunk(event.data);
  if (!chunk && chunk.error().kind == ErrorKind::kUpstream) {
    // The upstream says that it failed: what it said before is complete as far as it goes.
    BROCH_TRY(std::string out, end_of_stream({}));
    return out += event.raw;
  }
  if (!chunk)
    return std::unexpected(bad_stream("the upstream sent an event that is no chat completion chunk"));
  BROCH_CHECK(add(std::move(event), *chunk));
  BROCH_TRY(std::string out, release());
  if (blocked_choices_ == requested_choices_) {
    BROCH_TRY(const std::string end,
              end_of_stream({.data = "[DONE]", .raw = net::write_sse("[DONE]"), .has_data = true}));
    out += end;
  }
  return out;
}

// Ends every text that is still open. An event without data ends the stream without [DONE].
Result<std::string> StreamPump::end_of_stream(const net::SseEvent& done) {
  for (auto& [index, choice] : choices_) finish_choice(index, choice);
  BROCH_TRY(std::string out, release());
  done_ = true;
  if (!done.has_data) return out;
  out += std::string(": broch-guard-action=") + guard::name(action_) + "\n\n";
  return out += done.raw;
}

Status StreamPump::add(net::SseEvent event, const chat::OpenAiChunk& chunk) {
  envelope_ = {.id = chunk.id,
               .model = chunk.model,
               .system_fingerprint = chunk.system_fingerprint,
               .created = chunk.created,
               .deltas = {},
               .usage = {},
               .unknown = {}};
  BROCH_TRY(const bool forbidden, forbids_unknown(chunk));
  if (forbidden) return block_all(chunk);
  held_bytes_ += event.raw.size();
  peak_held_bytes_ = std::max(peak_held_bytes_, held_bytes_);
  if (held_bytes_ > kMaxHeldBytes)
    return fail(ErrorKind::kLimit, "the stream holds too much without a verdict");
  PendingEvent& pending = queue_.emplace_back();
  pending.source = std::move(event);
  for (const chat::OpenAiDelta& delta : chunk.deltas) pending.deltas.push_back({delta.choice, false});
  for (size_t i = 0; i < chunk.deltas.size(); ++i) BROCH_CHECK(add_delta(pending, i, chunk.deltas[i]));
  // After all texts of the event are in: blocking adds chunks behind it.
  for (const chat::OpenAiDelta& delta : chunk.deltas) {
    Choice& choice = choices_.at(delta.choice);
    if (!delta.finish_reason.empty()) finish_choice(delta.choice, choice);
    const bool stopped =
        std::ranges::any_of(choice.gates, [](const auto& gate) { return gate && gate->blocked(); });
    if (stopped && !choice.blocked) block(delta.choice, choice);
  }
  for (EventDelta& delta : pending.deltas) delta.cut = choices_.at(delta.choice).blocked;
  return {};
}

// Content that no check can read: the guard says what the policy makes of it, once for each member's name.
Result<bool> StreamPump::forbids_unknown(const chat::OpenAiChunk& chunk) {
  unscannable_ += chunk.unknown.size();
  if (!check_output_) return false;
  bool forbidden = false;
  for (const std::string& name : chunk.unknown) {
    auto known = unknown_.find(name);
    if (known == unknown_.end()) {
      if (unknown_.size() == kMaxUnknown)
        return std::unexpected(bad_stream("the upstream sent too many unknown members"));
      chat::Segment segment;
      segment.provenance = chat::Provenance::kAssistant;
      segment.kind = chat::PartKind::kUnknown;
      segment.unscannable = "unknown field `" + ellipsize(name, 64) + "`";
      guard::Verdict verdict = guard_->check(guard::Stage::kOutput, {segment});
      note_action(verdict.action);
      known = unknown_.emplace(name, verdict.action >= guard::Action::kRequireApproval).first;
    }
    forbidden = forbidden || known->second;
  }
  return forbidden;
}

// The chunk itself goes nowhere.
Status StreamPump::block_all(const chat::OpenAiChunk& chunk) {
  if (chunk.deltas.empty())
    return std::unexpected(bad_stream("the upstream sent content that no check can read"));
  for (const chat::OpenAiDelta& delta : chunk.deltas) {
    BROCH_TRY(Choice * choice, find_choice(delta.choice));
    if (!choice->blocked) block(delta.choice, *choice);
  }
  return {};
}

Result<StreamPump::Choice*> StreamPump::find_choice(int64_t index) {
  if (index < 0 || index >= std::min(requested_choices_, kMaxChoices)) {
    return std::unexpected(bad_stream("the upstream sent a choice that was not asked for"));
  }
  return &choices_[index];
}

Status StreamPump::add_delta(PendingEvent& event, size_t position, const chat::OpenAiDelta& delta) {
  BROCH_TRY(Choice * choice, find_choice(delta.choice));
  const bool says_something = !delta.content.empty() || !delta.refusal.empty() || !delta.reasoning.empty() ||
                              !delta.tool_calls.empty();
  if (choice->finished && says_something) {
    return std::unexpected(bad_stream("the upstream went on with a choice after its finish reason"));
  }
  add_text(event, position, *choice, TextField::kContent, delta.content);
  add_text(event, position, *choice, TextField::kRefusal, delta.refusal);
  add_text(event, position, *choice, TextField::kReasoning, delta.reasoning);
  for (size_t i = 0; i < delta.tool_calls.size(); ++i) {
    BROCH_CHECK(add_tool_fragment(event, position, *choice, i, delta.tool_calls[i]));
  }
  return {};
}

void StreamPump::add_text(PendingEvent& event, size_t position, Choice& choice, TextField field,
                          const std::string& text) {
  if (text.empty()) return;
  TextPiece& piece = event.texts.emplace_back(EventText{position, field, 0, {}}).piece;
  std::optional<TextGate>& gate = choice.gates[static_cast<size_t>(field)];
  if (choice.blocked || (gate && gate->blocked())) {
    piece.fate = TextPiece::Fate::kDropped;
  } else if (!check_output_) {
    piece.fate = TextPiece::Fate::kUnchanged;
  } else {
    if (!gate) gate.emplace(guard_, guard::Stage::kOutput);
    gate->feed(text, piece);
    note_action(gate->verdict().action);
  }
}

Status StreamPump::add_tool_fragment(PendingEvent& event, size_t position, Choice& choice, size_t fragment,
                                     const chat::OpenAiDelta::ToolFragment& piece) {
  EventText& text = event.texts.emplace_back(EventText{position, TextField::kArguments, fragment, {}});
  if (choice.blocked || !check_tool_calls_) {
    text.piece.fate = choice.blocked ? TextPiece::Fate::kDropped : TextPiece::Fate::kUnchanged;
    return {};
  }
  ToolCall& call = choice.calls[piece.index];
  if (choice.calls.size() > kMaxToolCalls)
    return std::unexpected(bad_stream("the upstream sent too many tool calls"));
  call.segment.provenance = chat::Provenance::kAssistant;
  call.segment.kind = chat::PartKind::kToolCall;
  call.segment.tool += piece.name;
  chat::append_text(call.segment.text, piece.arguments);
  call.pieces.push_back(&text.piece);
  return {};
}

void StreamPump::finish_choice(int64_t index, Choice& choice) {
  if (choice.finished || choice.blocked) return;
  choice.finished = true;
  bool stopped = false;
  for (std::optional<TextGate>& gate : choice.gates) {
    if (!gate) continue;
    gate->finish();
    note_action(gate->verdict().action);
    stopped = stopped || gate->blocked();
  }
  if (stopped) return block(index, choice);
  emit_rest(index, choice);
  if (!choice.calls.empty()) check_tool_calls(choice);
  if (choice.blocked) block(index, choice);
}

void StreamPump::check_tool_calls(Choice& choice) {
  std::vector<chat::Segment> segments;
  for (const auto& [index, call] : choice.calls) segments.push_back(call.segment);
  // Names stand behind the calls: they are content too when they are no names.
  for (const auto& [index, call] : choice.calls) {
    chat::Segment name = call.segment;
    name.text = call.segment.tool;
    if (!is_identifier(name.text)) segments.push_back(std::move(name));
  }
  const auto start = std::chrono::steady_clock::now();
  guard::Verdict verdict = guard_->check(guard::Stage::kToolCall, segments);
  const auto time = std::chrono::steady_clock::now() - start;
  note_action(verdict.action);
  // A name cannot be redacted: nothing would answer to it.
  const bool bad_name = std::ranges::any_of(verdict.findings, [&](const guard::SegmentFinding& found) {
    return found.segment >= choice.calls.size() && found.action >= guard::Action::kRedact;
  });
  choice.blocked = bad_name || verdict.action >= guard::Action::kRequireApproval;
  size_t at = 0;
  for (auto& [index, call] : choice.calls) {
    const std::string text = verdict.redacted(segments, at++);
    const bool same = text == call.segment.text;
    const TextPiece::Fate fate = choice.blocked ? TextPiece::Fate::kDropped
                                 : same         ? TextPiece::Fate::kUnchanged
                                                : TextPiece::Fate::kReplaced;
    for (TextPiece* piece : call.pieces) piece->fate = fate;
    if (fate == TextPiece::Fate::kReplaced) call.pieces.front()->text = text;
  }
  choice.calls.clear();
  tool_verdicts_.push_back({guard::Stage::kToolCall, std::move(verdict), time});
}

// Text that the guard let out with no piece left to carry it.
void StreamPump::emit_rest(int64_t index, Choice& choice) {
  for (size_t field = 0; field < kTextFields; ++field) {
    std::string rest = choice.gates[field] ? choice.gates[field]->take_rest() : std::string();
    if (rest.empty()) continue;
    chat::OpenAiDelta delta;
    delta.choice = index;
    (field == 0 ? delta.content : field == 1 ? delta.refusal : delta.reasoning) = std::move(rest);
    push_chunk(std::move(delta));
  }
}

void StreamPump::block(int64_t index, Choice& choice) {
  choice.blocked = true;
  ++blocked_choices_;
  for (std::optional<TextGate>& gate : choice.gates) {
    if (gate) gate->drop();
  }
  for (auto& [position, call] : choice.calls) {
    for (TextPiece* piece : call.pieces) piece->fate = TextPiece::Fate::kDropped;
  }
  choice.calls.clear();
  emit_rest(index, choice);
  chat::OpenAiDelta delta;
  delta.choice = index;
  delta.finish_reason = "content_filter";
  push_chunk(std::move(delta));
}

void StreamPump::push_chunk(chat::OpenAiDelta delta) {
  chat::OpenAiChunk chunk = envelope_;
  chunk.deltas.push_back(std::move(delta));
  PendingEvent& event = queue_.emplace_back();
  event.source.data = chat::write_openai_chunk(chunk);
  event.source.raw = net::write_sse(event.source.data);
  held_bytes_ += event.source.raw.size();
}

Result<std::string> StreamPump::release() {
  std::string out;
  while (!queue_.empty() && !queue_.front().held()) {
    BROCH_TRY(const std::string bytes, queue_.front().render());
    out += bytes;
    held_bytes_ -= queue_.front().source.raw.size();
    queue_.pop_front();
  }
  return out;
}

void StreamPump::note_action(guard::Action action) { action_ = std::max(action_, action); }

StreamReport StreamPump::report() const {
  StreamReport report{tool_verdicts_, peak_held_bytes_, unscannable_};
  for (const auto& [index, choice] : choices_) {
    for (const std::optional<TextGate>& gate : choice.gates) {
      if (gate) report.parts.push_back({guard::Stage::kOutput, gate->verdict(), gate->guard_time()});
    }
  }
  return report;
}

}  // namespace broch::gateway
