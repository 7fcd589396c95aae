// Guards a reply while it streams. Sans-IO: text goes in, text that has its verdict comes out.
//
// Prose goes out up to the place where a match could still begin (most often the last word); a fenced block,
// and code without a fence, is held until it ends, then checked as a whole. So the leak bound is 0 bytes, and
// what goes out is what the guard makes of the whole text, up to `max_hold_bytes`: what is longer is decided
// in pieces, and the coverage says so.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "guard/guard.h"

namespace broch::guard {

struct StreamStep {
  std::string released;                  ///< may be forwarded now, redactions applied
  bool blocked = false;                  ///< nothing after `released` may be forwarded
  std::vector<SegmentFinding> findings;  ///< new in this step
};

class StreamGuard {
 public:
  explicit StreamGuard(std::shared_ptr<const Guard> guard, Stage stage = Stage::kOutput);
  ~StreamGuard();
  StreamGuard(StreamGuard&&) noexcept;

  StreamStep feed(std::string_view text);
  StreamStep finish();
  /// The verdict over everything decided so far. Spans are offsets in the text that was fed, segment 0.
  const Verdict& verdict() const;
  size_t held_bytes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace broch::guard
