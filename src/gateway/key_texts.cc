#include "gateway/key_texts.h"

#include <algorithm>
#include <utility>

namespace broch::gateway {
namespace {

/// So much of a possible key may leave before it is known to be none: what all keys of a provider begin with.
constexpr size_t kShort = 3;
/// Bytes of a place that tell it from others: names can be long, and places many.
constexpr size_t kMaxPlace = 256;

void append(std::string& place, std::string_view step) {
  place += step.substr(0, kMaxPlace - std::min(kMaxPlace, place.size()));
}

}  // namespace

std::string KeyedDocument::render(std::string_view text) && {
  for (const Choice& choice : choices_) {
    if (!choice.log_probabilities) continue;
    const auto inside = [](Span span) {
      return [span](const JsonEdit& edit) { return span.contains(edit.span); };
    };
    if (std::ranges::none_of(edits_, inside(choice.span))) continue;
    std::erase_if(edits_, inside(*choice.log_probabilities));
    edits_.push_back({*choice.log_probabilities, "null"});
  }
  return apply_edits(text, std::move(edits_));
}

void KeyTexts::add(KeyedDocument& document, const json::Value& root) {
  if (const json::Array* choices = root.get_array("choices")) {
    for (const json::Value& choice : *choices) {
      const json::Value* twice = choice.find("logprobs");
      const bool has = twice != nullptr && !twice->is_null();
      document.choices_.push_back({choice.span(), has ? std::optional(twice->span()) : std::nullopt});
    }
  }
  std::string place;
  walk(document, root, place, false);
  end_turn();
}

/// `place` is the way from the root; elements of an array are told apart by their `index` alone.
void KeyTexts::walk(KeyedDocument& document, const json::Value& value, std::string& place, bool joined) {
  const size_t length = place.size();
  if (value.is_object()) {
    for (const json::Member& member : value.as_object()) {
      append(place, "/");
      append(place, member.key);
      walk(document, member.value, place, joined || place == "/choices");
      place.resize(length);
    }
  } else if (value.is_array()) {
    for (const json::Value& element : value.as_array()) {
      append(place, "#");
      if (const auto index = element.get_integer("index"); index && *index != 0)
        append(place, std::to_string(*index));
      walk(document, element, place, joined);
      place.resize(length);
    }
  } else if (value.is_string() && joined) {
    join(document, value, place);
  } else if (value.is_string() && key_.find(value.as_string())) {
    std::string clean = key_.clean(value.as_string());
    if (clean != value.as_string()) document.edits_.push_back({value.span(), json::quote(clean)});
  }
}

void KeyTexts::join(KeyedDocument& document, const json::Value& string, const std::string& place) {
  const std::string& bytes = string.as_string();
  auto at = texts_.empty() ? texts_.end() : texts_.find(place);
  if (bytes.empty() || (at == texts_.end() && !key_.find(bytes))) return;
  if (at == texts_.end()) at = texts_.emplace(place, Text{}).first;
  Text& text = at->second;
  text.bytes += bytes;
  text.fresh = true;
  text.pieces.push_back({&document, string.span(), bytes.size()});
  ++document.open_;
  decide(text);
  if (text.bytes.empty()) texts_.erase(at);
}

/// Gives up all of the text but what may be the beginning of the key.
void KeyTexts::decide(Text& text) {
  while (true) {
    const std::optional<net::KeyScrubber::Place> place = key_.find(text.bytes);
    take(text, place ? place->span.begin : text.bytes.size(), true);
    if (!place || !place->whole) return;
    take(text, place->span.size(), false);
  }
}

void KeyTexts::take(Text& text, size_t count, bool keep) {
  size_t at = std::min(count, text.gone);
  text.gone -= at;
  if (!keep) text.pieces.front().done += key_.mark();
  while (at < count) {
    Piece& piece = text.pieces.front();
    const size_t size = std::min(piece.left, count - at);
    if (keep) piece.done.append(text.bytes, at, size);
    piece.changed = piece.changed || !keep;
    piece.left -= size;
    at += size;
    if (piece.left > 0) break;
    settle(piece);
    text.pieces.pop_front();
  }
  text.bytes.erase(0, count);
}

void KeyTexts::settle(Piece& piece) {
  if (piece.changed) piece.document->edits_.push_back({piece.literal, json::quote(piece.done)});
  --piece.document->open_;
}

/// What waits leaves as it is, and is still looked at together with what follows.
void KeyTexts::let_go(Text& text) {
  size_t at = text.gone;
  for (Piece& piece : text.pieces) {
    piece.done.append(text.bytes, at, piece.left);
    at += piece.left;
    settle(piece);
  }
  text.pieces.clear();
  text.gone = text.bytes.size();
}

void KeyTexts::end_turn() {
  for (auto& [place, text] : texts_) {
    if (!std::exchange(text.fresh, false) && text.bytes.size() <= kShort) let_go(text);
  }
}

void KeyTexts::finish() {
  for (auto& [place, text] : texts_) let_go(text);
  texts_.clear();
}

}  // namespace broch::gateway
