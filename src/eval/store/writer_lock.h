// The lock of the writing process: an flock on FILE.lock, which holds the process id. The kernel lets go of
// it when the process ends, however it ends, so a stale lock does not exist.
#pragma once

#include <string>

#include "core/error.h"

namespace broch::eval {

class WriterLock {
 public:
  WriterLock() = default;
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;
  ~WriterLock();

  /// Locks, or says which process holds the lock.
  static Result<WriterLock> take(const std::string& path);
  /// Whether some process, maybe this one, holds it now.
  static bool is_held(const std::string& path);

  bool held() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

}  // namespace broch::eval
