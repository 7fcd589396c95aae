// Takes a key out of the texts of chat completions, also where several strings spell it only together.
//
// Clients join what a choice says: the deltas of a stream, the fragments of a tool call, parts of content,
// the tokens of log probabilities. Strings below `choices` that stand at the same place, of one document or
// of several in a row, are one text:
//
//   {"choices":[{"index":0,"delta":{"content":"sk-te"}}]}     becomes   ... {"content":"[key]"} ...
//   {"choices":[{"index":0,"delta":{"content":"st-12 ok"}}]}            ... {"content":" ok"} ...
//
// No text moves between documents where there is no key: a document whose strings may be a part of one waits.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "gateway/json_edit.h"
#include "net/key_scrubber.h"

namespace broch::gateway {

/// One JSON text whose strings are looked at. It stays where it is until it no longer waits.
class KeyedDocument {
 public:
  /// A string of it may be a part of the key, and what follows will tell.
  bool waits() const { return open_ > 0; }
  /// `text`, the one that was parsed, with its edits. Log probabilities that spell an edited choice once more
  /// are taken out.
  std::string render(std::string_view text) &&;

 private:
  friend class KeyTexts;
  struct Choice {
    Span span;
    std::optional<Span> log_probabilities;
  };

  size_t open_ = 0;  ///< strings that wait
  std::vector<JsonEdit> edits_;
  std::vector<Choice> choices_;
};

class KeyTexts {
 public:
  /// The scrubber must outlive this.
  explicit KeyTexts(const net::KeyScrubber& key) : key_(key) {}

  /// Looks at all strings of `root`. Documents that came before may get their edits, and wait no longer.
  void add(KeyedDocument& document, const json::Value& root);
  /// Nothing was said, for this turn. A text that may have begun the key, with three bytes at most, is not
  /// waited for any longer than that: another text may go on for minutes.
  void end_turn();
  /// No text goes on: nothing waits any more.
  void finish();
  /// How many texts may have begun the key.
  size_t open() const { return texts_.size(); }

 private:
  /// What of one string waits: `left` bytes of its text, after those that are `done` and may be changed.
  struct Piece {
    KeyedDocument* document;
    Span literal;
    size_t left;
    std::string done = {};
    bool changed = false;
  };
  /// A text whose end may be the beginning of the key. The first `gone` bytes have left.
  struct Text {
    std::string bytes;
    size_t gone = 0;
    std::deque<Piece> pieces = {};
    bool fresh = false;  ///< has grown in this turn
  };

  void walk(KeyedDocument& document, const json::Value& value, std::string& place, bool joined);
  void join(KeyedDocument& document, const json::Value& string, const std::string& place);
  void decide(Text& text);
  void take(Text& text, size_t count, bool keep);
  void let_go(Text& text);
  static void settle(Piece& piece);

  const net::KeyScrubber& key_;
  std::map<std::string, Text> texts_;  ///< by place
};

}  // namespace broch::gateway
