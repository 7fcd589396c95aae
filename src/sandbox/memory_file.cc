#include "sandbox/memory_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <utility>

namespace broch::sandbox {

MemoryFile::MemoryFile(const char* name, std::string_view bytes)
    : fd_(memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
  while (fd_ >= 0 && !bytes.empty()) {
    const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
    if (written <= 0) {
      ::close(fd_);
      fd_ = -1;
      return;
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (fd_ < 0) return;
  lseek(fd_, 0, SEEK_SET);
  fcntl(fd_, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
}

MemoryFile::~MemoryFile() {
  if (fd_ >= 0) ::close(fd_);
}

MemoryFile::MemoryFile(MemoryFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

}  // namespace broch::sandbox
