// An open file by its number, and reading it whole.
#pragma once

#include <string>

#include "core/error.h"

namespace broch {

/// Closes it at the end, but for standard input, output and error.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

/// What is left to read. Larger than `max_bytes` is an error of the input with the remedy `too_large`. `path`
/// is for messages.
Result<std::string> read_all(int fd, const std::string& path, size_t max_bytes,
                             const char* too_large = "split the file");

}  // namespace broch
