// Reading what a process and its children write, within bounds, until it is over.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "core/error.h"

namespace broch::sandbox {

/// Both ends of a pipe, closed at the end and by exec.
class Pipe {
 public:
  static Result<Pipe> make();
  ~Pipe();
  Pipe(Pipe&& other) noexcept;
  Pipe& operator=(Pipe&&) = delete;

  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_read() { close(0); }
  void close_write() { close(1); }

 private:
  Pipe() = default;
  void close(int which);
  int ends_[2] = {-1, -1};
};

/// What came out of one pipe: the first `most` bytes.
struct Stream {
  int fd = -1;
  size_t most = 0;
  std::string bytes;
  bool truncated = false;
  bool ended = false;
};

/// Reads all streams until process `child` is dead and every stream has ended; false when `deadline` came
/// first. `on_overflow` is called once, when a stream is longer than its `most`.
bool collect(std::vector<Stream>& streams, int child, std::chrono::steady_clock::time_point deadline,
             const std::function<void()>& on_overflow);

}  // namespace broch::sandbox
