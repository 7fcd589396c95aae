#include "eval/store/writer_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/text.h"

namespace broch::eval {

namespace {

std::string lock_path(const std::string& path) { return path + ".lock"; }

/// Locks of open files (fcntl(2), F_OFD_SETLK) can be asked about without being taken, and two stores in one
/// process exclude each other too.
struct flock whole_file() {
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

std::string read_holder(int fd) {
  char buffer[32] = {};
  const ssize_t size = pread(fd, buffer, sizeof buffer - 1, 0);
  const std::string_view text = trim(std::string_view(buffer, size > 0 ? static_cast<size_t>(size) : 0));
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  return is_number ? "process " + std::string(text) : "another process";
}

}  // namespace

WriterLock::WriterLock(WriterLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

WriterLock::~WriterLock() {
  if (fd_ >= 0) close(fd_);
}

Result<WriterLock> WriterLock::take(const std::string& path) {
  const std::string file = lock_path(path);
  WriterLock lock;
  lock.fd_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock.fd_ < 0) {
    return fail(ErrorKind::kIo, fmt::format("cannot create the lock file ({})", system_reason(errno)), {file},
                "check the permissions of the folder and the space on the disk");
  }
  struct flock whole = whole_file();
  if (fcntl(lock.fd_, F_OFD_SETLK, &whole) != 0) {
    return fail(ErrorKind::kIo, fmt::format("{} is writing to this store", read_holder(lock.fd_)), {path},
                "wait for it to end, or give this run a store of its own with --store");
  }
  const std::string pid = std::to_string(getpid()) + "\n";
  if (ftruncate(lock.fd_, 0) != 0 ||
      pwrite(lock.fd_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    return fail(ErrorKind::kIo, fmt::format("cannot write the lock file ({})", system_reason(errno)), {file},
                "free space on the disk");
  }
  return lock;
}

bool WriterLock::is_held(const std::string& path) {
  const int fd = open(lock_path(path).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  struct flock other = whole_file();
  const bool known = fcntl(fd, F_OFD_GETLK, &other) == 0;
  close(fd);
  return known && other.l_type != F_UNLCK;
}

}  // namespace broch::eval
