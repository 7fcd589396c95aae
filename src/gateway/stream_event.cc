#include "gateway/stream_event.h"

#include <algorithm>

#include "core/json.h"
#include "gateway/json_edit.h"

namespace broch::gateway {
namespace {

using Fate = TextPiece::Fate;

bool has_text(const json::Value* value) {
  return value != nullptr && value->is_string() && !value->as_string().empty();
}

// The codec counts a legacy `function_call` as the first fragment, before the entries of `tool_calls`.
const json::Value* find_arguments(const json::Value& delta, size_t fragment) {
  const json::Value* legacy = delta.find("function_call");
  if (legacy != nullptr && !legacy->is_null()) {
    if (fragment == 0) return legacy->find("arguments");
    --fragment;
  }
  const json::Array* calls = delta.get_array("tool_calls");
  if (calls == nullptr || fragment >= calls->size()) return nullptr;
  const json::Value& call = (*calls)[fragment];
  if (const json::Value* function = call.find("function")) return function->find("arguments");
  const json::Value* custom = call.find("custom");
  return custom != nullptr ? custom->find("input") : nullptr;
}

const json::Value* find_literal(const json::Value& choice, const EventText& text) {
  const json::Value* delta = choice.find("delta");
  if (delta == nullptr) return nullptr;
  switch (text.field) {
    case TextField::kContent:
      return delta->find("content");
    case TextField::kRefusal:
      return delta->find("refusal");
    case TextField::kReasoning:
      return has_text(delta->find("reasoning_content")) ? delta->find("reasoning_content")
                                                        : delta->find("reasoning");
    case TextField::kArguments:
      return find_arguments(*delta, text.fragment);
  }
  return nullptr;
}

void null_member(const json::Value& object, std::string_view key, std::vector<JsonEdit>& edits) {
  const json::Value* value = object.find(key);
  if (value != nullptr && !value->is_null()) edits.push_back({value->span(), "null"});
}

}  // namespace

bool PendingEvent::held() const {
  return std::ranges::any_of(texts, [](const EventText& text) { return text.piece.fate == Fate::kHeld; });
}

bool PendingEvent::changed() const {
  return std::ranges::any_of(deltas, &EventDelta::cut) ||
         std::ranges::any_of(texts,
                             [](const EventText& text) { return text.piece.fate != Fate::kUnchanged; });
}

// A delta says nothing any more when all its texts were dropped, or when it had none and only ended a blocked
// choice.
bool PendingEvent::gone(size_t delta) const {
  bool any = false;
  for (const EventText& text : texts) {
    if (text.delta != delta) continue;
    if (text.piece.fate != Fate::kDropped) return false;
    any = true;
  }
  return any || deltas[delta].cut;
}

Result<std::string> PendingEvent::render() const {
  if (!changed()) return source.raw;
  bool all_gone = true;
  for (size_t i = 0; i < deltas.size(); ++i) all_gone = all_gone && gone(i);
  if (all_gone) return std::string();

  BROCH_TRY(const json::Value root, json::parse(source.data));
  const json::Array* choices = root.get_array("choices");
  if (choices == nullptr || choices->size() != deltas.size()) {
    return fail(ErrorKind::kInternal, "a stream event changed its shape between two readings");
  }
  std::vector<JsonEdit> edits;
  std::vector<bool> rewritten(deltas.size(), false);
  for (const EventText& text : texts) {
    if (text.piece.fate == Fate::kUnchanged) continue;
    rewritten[text.delta] = true;
    const json::Value* literal = find_literal((*choices)[text.delta], text);
    if (literal == nullptr) {
      if (text.piece.text.empty()) continue;
      return fail(ErrorKind::kInternal, "a stream event has no place for its text");
    }
    edits.push_back({literal->span(), json::quote(text.piece.text)});
  }
  for (size_t i = 0; i < deltas.size(); ++i) {
    if (rewritten[i] || deltas[i].cut) null_member((*choices)[i], "logprobs", edits);
    if (deltas[i].cut) null_member((*choices)[i], "finish_reason", edits);
  }
  return net::write_sse(apply_edits(source.data, std::move(edits)));
}

}  // namespace broch::gateway
