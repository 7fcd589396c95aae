// What one scan may still do.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/thread_clock.h"

namespace broch::scan {

/// `left`: steps of matching, counted, so that results do not depend on the machine. `end`: when processor
/// time ends it all the same, because a step can be dear; looked at every kLook steps. `backtracks`: how far
/// a regular expression may go back from one place of the text.
struct Work {
  static constexpr uint64_t kLook = 512;
  static constexpr uint64_t kStretch = 64;  ///< the price of a stretch of a regular expression's search

  uint64_t left = 20'000'000;
  ThreadClock::time_point end = ThreadClock::time_point::max();
  uint32_t backtracks = 1'000'000;
  uint64_t look_at = UINT64_MAX;  ///< the clock is read when no more steps than these are left
  bool late = false;              ///< it was the time that ended
  bool regex_ended = false;       ///< a regular expression was not looked for in a whole text
  bool parse_ended = false;       ///< a text within the code was not parsed in time

  bool step(uint64_t cost = 1) {
    left -= std::min(cost, left);
    if (left <= look_at) [[unlikely]]
      look();
    return left > 0;
  }
  bool exhausted() const { return left == 0; }

  void look() {
    if (end == ThreadClock::time_point::max()) {
      look_at = 0;
      return;
    }
    if (left > 0 && ThreadClock::now() > end) {
      left = 0;
      late = true;
    }
    look_at = left > kLook ? left - kLook : 0;
  }

  ThreadClock::duration time_left() const {
    if (end == ThreadClock::time_point::max()) return ThreadClock::duration::max();
    return std::max(ThreadClock::duration::zero(), end - ThreadClock::now());
  }
};

}  // namespace broch::scan
