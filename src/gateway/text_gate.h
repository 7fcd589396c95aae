// One text of a streamed reply on its way through a StreamGuard.
//
// Text goes into the guard in pieces, one per SSE event, and comes out in other portions, perhaps redacted.
// The gate says for each piece what became of it, so that an event whose text is unchanged can be forwarded
// byte for byte:
//
//   in:   "key "  "sk-1"  "23"   " ok\n"          pieces
//   out:  "key [redacted: r] ok\n"                what the guard let out
//   so:   same    "[redacted: r]"  ""   same
//
// What the pieces become, joined, is always exactly what the guard let out; how it is divided among them is a
// matter of looks. Leading pieces that the output repeats are unchanged, so are trailing ones, and the first
// piece between them takes the new text of all.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "guard/stream.h"

namespace broch::gateway {

/// The part of one event that belongs to one text.
struct TextPiece {
  enum class Fate { kHeld, kUnchanged, kReplaced, kDropped };

  size_t size = 0;  ///< bytes that went into the guard
  Fate fate = Fate::kHeld;
  std::string text;  ///< what takes its place when kReplaced
};

class TextGate {
 public:
  TextGate(std::shared_ptr<const guard::Guard> guard, guard::Stage stage) : guard_(std::move(guard), stage) {}

  /// `piece` must stay where it is until its fate is known.
  void feed(std::string_view text, TextPiece& piece);
  /// The text has ended: every piece gets its fate.
  void finish();
  /// Nothing held may go out any more.
  void drop();

  bool blocked() const { return blocked_; }
  bool finished() const { return finished_; }
  /// What the guard let out behind the last piece.
  std::string take_rest();
  const guard::Verdict& verdict() const { return guard_.verdict(); }
  std::chrono::nanoseconds guard_time() const { return guard_time_; }

 private:
  template <typename Call>
  guard::StreamStep timed(Call call);
  void apply(const guard::StreamStep& step, size_t held);
  void settle();
  bool settle_unchanged();
  bool settle_region();
  void consume(size_t in, size_t out);

  guard::StreamGuard guard_;
  std::deque<TextPiece*> pieces_;  ///< held, in order
  std::string input_;              ///< text of `pieces_`, from in_ on
  std::string output_;             ///< let out and not yet given to a piece, from out_ on
  size_t in_ = 0, out_ = 0;
  size_t decided_ = 0;  ///< bytes of input_ from in_ on that the guard has decided
  bool blocked_ = false, finished_ = false;
  std::chrono::nanoseconds guard_time_{0};
};

}  // namespace broch::gateway
