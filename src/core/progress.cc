#include "core/progress.h"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace broch {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto kBarInterval = milliseconds(100);
constexpr auto kLineInterval = seconds(10);
constexpr auto kQuietStart = seconds(1);  // what is done sooner needs no progress

int terminal_width() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
  return 80;
}

std::string duration(double total_seconds) {
  const long long whole = std::llround(total_seconds);
  if (whole < 60) return fmt::format("{}s", whole);
  if (whole < 3600) return fmt::format("{}m{:02}s", whole / 60, whole % 60);
  return fmt::format("{}h{:02}m", whole / 3600, whole / 60 % 60);
}

}  // namespace

Progress::Progress(std::string label, uint64_t total, std::string unit, Mode mode, const Clock& clock)
    : label_(std::move(label)),
      unit_(std::move(unit)),
      total_(total),
      terminal_(isatty(STDERR_FILENO) != 0),
      quiet_(mode == Mode::kQuiet),
      clock_(clock),
      started_(clock.now()),
      last_draw_(started_) {}

Progress::~Progress() { finish(); }

void Progress::advance(uint64_t by, const std::string& note) {
  const std::lock_guard lock(mutex_);
  done_ += by;
  if (!note.empty()) note_ = note;
  const auto now = clock_.now();
  if (quiet_ || finished_ || now - started_ < kQuietStart) return;
  const bool due = terminal_ ? now - last_draw_ >= kBarInterval : now - last_draw_ >= kLineInterval;
  if (due) draw_locked(false);
}

void Progress::finish() {
  const std::lock_guard lock(mutex_);
  if (finished_) return;
  finished_ = true;
  if (drawn_) draw_locked(true);
}

void Progress::draw_locked(bool final) {
  const double elapsed = std::chrono::duration<double>(clock_.now() - started_).count();
  if (terminal_) {
    const std::string line =
        final ? "" : render(label_, done_, total_, unit_, elapsed, note_, terminal_width() - 1);
    std::fprintf(stderr, "\r\033[K%s", line.c_str());
  } else {
    std::fprintf(stderr, "%s\n", render(label_, done_, total_, unit_, elapsed, note_, 0).c_str());
  }
  std::fflush(stderr);
  drawn_ = true;
  last_draw_ = clock_.now();
}

std::string Progress::render(const std::string& label, uint64_t done, uint64_t total, const std::string& unit,
                             double elapsed, const std::string& note, int width) {
  std::string counts =
      total > 0 ? fmt::format("{}/{} {}", done, total, unit) : fmt::format("{} {}", done, unit);
  if (total > 0 && done > 0 && done < total) {
    const double left = elapsed / static_cast<double>(done) * static_cast<double>(total - done);
    const double rate = static_cast<double>(done) / std::max(elapsed, 0.001);
    counts += fmt::format(", {:.{}f}/s, {} left", rate, rate < 10 ? 1 : 0, duration(left));
  } else {
    counts += fmt::format(", {}", duration(elapsed));
  }
  if (!note.empty()) counts += ", " + note;
  const int room = width - static_cast<int>(label.size() + counts.size()) - 5;
  if (width == 0 || total == 0 || room < 8) return fmt::format("{}: {}", label, counts);
  const int bar = std::min(room, 40);
  const int filled = static_cast<int>(static_cast<double>(bar) * static_cast<double>(std::min(done, total)) /
                                      static_cast<double>(total));
  return fmt::format("{} [{}{}] {}", label, std::string(static_cast<size_t>(filled), '='),
                     std::string(static_cast<size_t>(bar - filled), ' '), counts);
}

}  // namespace broch
