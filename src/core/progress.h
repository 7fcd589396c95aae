// Progress of work that takes longer than a second: a bar on a terminal, a plain line now and then elsewhere,
// nothing under --quiet. Always on standard error.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "core/clock.h"

namespace broch {

class Progress {
 public:
  enum class Mode { kAuto, kQuiet };

  /// `total` 0 means not known. `unit` is a plural noun: "samples".
  Progress(std::string label, uint64_t total, std::string unit, Mode mode = Mode::kAuto,
           const Clock& clock = Clock::real());
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Any thread. `note` is shown after the counts: "3 errors".
  void advance(uint64_t by = 1, const std::string& note = {});
  /// Removes the bar, or writes the last plain line if any was written. Called by the destructor too.
  void finish();

  /// One rendering of the bar at `width` columns; public for tests.
  static std::string render(const std::string& label, uint64_t done, uint64_t total, const std::string& unit,
                            double seconds, const std::string& note, int width);

 private:
  void draw_locked(bool final);

  std::mutex mutex_;
  std::string label_, unit_, note_;
  uint64_t done_ = 0, total_;
  bool terminal_, quiet_, drawn_ = false, finished_ = false;
  const Clock& clock_;
  std::chrono::steady_clock::time_point started_, last_draw_;
};

}  // namespace broch
