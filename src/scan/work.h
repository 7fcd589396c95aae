// What one scan may still do.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "core/thread_clock.h"

namespace broch::scan {

/// Time for work of which no count of steps tells the cost. It is taken by the wall clock, which is cheap to
/// read; when that is used up, which another process may have done, there is as much again by processor time.
class TimeAllowance {
 public:
  using Duration = std::chrono::nanoseconds;

  explicit TimeAllowance(Duration budget = Duration::max()) : budget_(budget), left_(budget) {}

  void start() { mark_ = now(); }
  /// Takes off what has passed since start() or the last call; false when nothing is left.
  bool more() {
    const Duration at = now();
    left_ -= at - mark_;
    mark_ = at;
    if (left_ > Duration::zero()) return true;
    if (exact_) return false;
    exact_ = true;
    left_ = budget_;
    mark_ = now();
    return true;
  }

 private:
  Duration now() const {
    return exact_ ? ThreadClock::now().time_since_epoch()
                  : std::chrono::steady_clock::now().time_since_epoch();
  }

  Duration budget_;
  Duration left_;
  Duration mark_{};
  bool exact_ = false;  ///< counts processor time
};

/// `left`: steps of parsing and matching, counted: the same text has the same result on every machine.
/// `total`: after how much processor time it ends all the same, far above what the steps take, in case a step
/// is dear. `backtracks`: how far a regular expression may go back from one place of the text.
struct Work {
  static constexpr uint64_t kLook = 1 << 16;
  static constexpr uint64_t kParse = 1'000;  ///< the price of a hundred operations of a parser
  static constexpr uint64_t kSearch = 64;    ///< the price of a search by a regular expression

  uint64_t left = 20'000'000;
  ThreadClock::duration total = ThreadClock::duration::max();
  uint32_t backtracks = 1'000'000;
  TimeAllowance search_time{};  ///< for searches by regular expressions
  TimeAllowance parse_time{};   ///< a parser that recovers from errors can be slow in few operations
  bool late = false;            ///< it was the time that ended
  bool parse_ended = false;     ///< a text, the code or one within it, was not parsed to its end
  bool search_ended = false;    ///< a regular expression was not looked for in a whole text
  uint64_t look_at = left > kLook ? left - kLook : 0;  ///< the clock is read when no more steps are left
  ThreadClock::time_point end = ThreadClock::time_point::max();

  bool step(uint64_t cost = 1) {
    left -= std::min(cost, left);
    if (left <= look_at) [[unlikely]]
      look();
    return left > 0;
  }
  bool exhausted() const { return left == 0; }

 private:
  void look() {
    look_at = left > kLook ? left - kLook : 0;
    if (total == ThreadClock::duration::max() || left == 0) return;
    const ThreadClock::time_point now = ThreadClock::now();
    // Reading that clock costs more than a small scan: it begins at the first look.
    if (end == ThreadClock::time_point::max()) end = now + total;
    if (now > end) {
      left = 0;
      late = true;
    }
  }
};

}  // namespace broch::scan
