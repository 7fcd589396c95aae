// The clock seam: whatever depends on time takes a Clock, so that tests need not sleep.
#pragma once

#include <chrono>
#include <string>

namespace broch {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::chrono::steady_clock::time_point now() const = 0;
  virtual std::chrono::system_clock::time_point wall() const = 0;

  static const Clock& real();
};

/// Moves only when told to.
class FakeClock final : public Clock {
 public:
  std::chrono::steady_clock::time_point now() const override { return now_; }
  std::chrono::system_clock::time_point wall() const override { return wall_; }
  void advance(std::chrono::nanoseconds by) {
    now_ += std::chrono::duration_cast<std::chrono::steady_clock::duration>(by);
    wall_ += std::chrono::duration_cast<std::chrono::system_clock::duration>(by);
  }

 private:
  std::chrono::steady_clock::time_point now_{};
  std::chrono::system_clock::time_point wall_{};
};

/// "2026-01-31T12:00:00.123Z"
std::string to_iso8601(std::chrono::system_clock::time_point time);

}  // namespace broch
