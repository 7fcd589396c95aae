#include "core/file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "core/descriptor.h"

namespace broch {
namespace {

Status write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0)
      return fail(ErrorKind::kIo, "cannot write: " + system_reason(errno), {path},
                  "check the space on the disk");
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path, size_t max_bytes, const char* too_large) {
  if (path == "-") return read_all(STDIN_FILENO, "<stdin>", max_bytes, too_large);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    const ErrorKind kind = errno == ENOENT ? ErrorKind::kInput : ErrorKind::kIo;
    return fail(kind, "cannot open: " + system_reason(errno), {path},
                errno == ENOENT ? "check the path" : "");
  }
  struct stat info{};
  if (fstat(file.get(), &info) == 0 && S_ISDIR(info.st_mode)) {
    return fail(ErrorKind::kInput, "is a folder, not a file", {path}, "name a file in it");
  }
  // A device may never end: /dev/zero would be read up to the limit.
  if (S_ISBLK(info.st_mode) || (S_ISCHR(info.st_mode) && path != "/dev/null" && !::isatty(file.get()))) {
    return fail(ErrorKind::kInput, "is a device, not a file", {path}, "name a file");
  }
  return read_all(file.get(), path, max_bytes, too_large);
}

Status write_file(const std::string& path, std::string_view bytes) {
  const std::string temporary = fmt::format("{}.{}.tmp", path, getpid());
  const auto write = [&]() -> Status {
    const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (file.get() < 0)
      return fail(ErrorKind::kIo, "cannot create: " + system_reason(errno), {path}, "check the folder");
    BROCH_CHECK(write_all(file.get(), bytes, path));
    struct stat old{};
    if (::stat(path.c_str(), &old) == 0 && fchmod(file.get(), old.st_mode & 07777) != 0) {
      return fail(ErrorKind::kIo, "cannot keep its mode: " + system_reason(errno), {path});
    }
    if (fsync(file.get()) != 0) return fail(ErrorKind::kIo, "cannot write: " + system_reason(errno), {path});
    return {};
  };
  Status status = write();
  if (status && std::rename(temporary.c_str(), path.c_str()) != 0) {
    status = fail(ErrorKind::kIo, "cannot replace: " + system_reason(errno), {path});
  }
  if (!status) ::unlink(temporary.c_str());
  return status;
}

Result<std::string> resolve_inside(const std::string& base_file, const std::string& path) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(base_file).parent_path();
  std::error_code ignored;
  const fs::path root = fs::weakly_canonical(folder.empty() ? fs::path(".") : folder, ignored);
  const fs::path target = fs::weakly_canonical(root / path, ignored);
  const auto [end, unused] = std::mismatch(root.begin(), root.end(), target.begin(), target.end());
  if (fs::path(path).is_absolute() || end != root.end()) {
    return fail(ErrorKind::kInput, "`" + path + "` lies outside the folder of the file that names it",
                {base_file}, "move it beside that file");
  }
  return target.string();
}

}  // namespace broch
