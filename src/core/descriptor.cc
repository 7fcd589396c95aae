#include "core/descriptor.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace broch {

Descriptor::~Descriptor() {
  if (fd_ > 2) ::close(fd_);
}

Result<std::string> read_all(int fd, const std::string& path, size_t max_bytes, const char* too_large) {
  std::string text;
  struct stat info{};
  if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
    text.reserve(std::min<size_t>(static_cast<size_t>(info.st_size), max_bytes) + 1);
  }
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorKind::kIo, "cannot read: " + system_reason(errno), {path});
    if (got == 0) return text;
    text.append(buffer, static_cast<size_t>(got));
    if (text.size() > max_bytes) {
      return fail(ErrorKind::kInput, fmt::format("larger than {} bytes", max_bytes), {path}, too_large);
    }
  }
}

}  // namespace broch
