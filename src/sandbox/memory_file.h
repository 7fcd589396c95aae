// A file without a name, whose descriptor can be handed to another process.
#pragma once

#include <string_view>

namespace broch::sandbox {

class MemoryFile {
 public:
  /// Holds `bytes` for good: whoever gets it may read it only. `name` is for those who look at a process.
  MemoryFile(const char* name, std::string_view bytes);
  ~MemoryFile();
  MemoryFile(MemoryFile&& other) noexcept;
  MemoryFile& operator=(MemoryFile&&) = delete;

  int get() const { return fd_; }
  bool is_good() const { return fd_ >= 0; }

 private:
  int fd_;
};

}  // namespace broch::sandbox
