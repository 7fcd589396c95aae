#include "core/blob_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "core/descriptor.h"
#include "core/environment.h"
#include "core/file.h"
#include "core/hash.h"

namespace broch {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "broch cache 1\n";
constexpr size_t kHead = kMagic.size() + 2 * sizeof(Digest);
constexpr size_t kMaxBytes = 64 << 20;

constexpr size_t kNameSize = 32;

bool is_name(std::string_view file) {
  return file.size() == kNameSize && file.find_first_not_of("0123456789abcdef") == file.npos;
}

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// Only this user could have written it.
bool is_private(const struct stat& info) {
  return info.st_uid == geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool is_private_folder(const std::string& path) {
  struct stat info{};
  return lstat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && is_private(info);
}

std::optional<std::string> read_private(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat info{};
  if (file.get() < 0 || fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode) || !is_private(info)) {
    return std::nullopt;
  }
  auto bytes = read_all(file.get(), path, kMaxBytes);
  return bytes ? std::optional(*std::move(bytes)) : std::nullopt;
}

}  // namespace

BlobCache BlobCache::of_user() {
  // The specification wants relative paths ignored.
  if (const auto cache = environment("XDG_CACHE_HOME"); cache && cache->starts_with('/'))
    return BlobCache(*cache + "/broch");
  if (const auto home = environment("HOME"); home && home->starts_with('/'))
    return BlobCache(*home + "/.cache/broch");
  return BlobCache();
}

std::string BlobCache::path_of(std::string_view key) const {
  return folder_ + "/" + sha256_hex(key).substr(0, kNameSize);
}

std::optional<std::string> BlobCache::get(std::string_view key) const {
  if (!enabled() || !is_private_folder(folder_)) return std::nullopt;
  std::optional<std::string> file = read_private(path_of(key));
  if (!file || file->size() < kHead || !file->starts_with(kMagic)) return std::nullopt;
  const std::string_view whole = *file;
  const std::string_view rest = whole.substr(kHead);
  if (whole.substr(kMagic.size(), sizeof(Digest)) != bytes_of(sha256(key)) ||
      whole.substr(kMagic.size() + sizeof(Digest), sizeof(Digest)) != bytes_of(sha256(rest))) {
    return std::nullopt;
  }
  return std::string(rest);
}

void BlobCache::put(std::string_view key, std::string_view bytes) const {
  if (!enabled() || bytes.size() > kMaxBytes - kHead) return;
  std::error_code error;
  fs::create_directories(fs::path(folder_).parent_path(), error);
  mkdir(folder_.c_str(), S_IRWXU);
  if (!is_private_folder(folder_)) return;
  std::string file(kMagic);
  file += bytes_of(sha256(key));
  file += bytes_of(sha256(bytes));
  file += bytes;
  // A full disk leaves no file or the old one; both are as good as none.
  if (write_file(path_of(key), file)) prune();
}

// Half stays, so that files rarely go. Files of other names are somebody else's.
void BlobCache::prune() const {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;  // another process may prune, too
    const fs::file_time_type written = at->last_write_time(gone);
    if (!gone && is_name(at->path().filename().native()) && at->is_regular_file(gone))
      files.emplace_back(written, at->path());
  }
  if (files.size() <= kMaxFiles) return;
  std::ranges::sort(files);
  files.resize(files.size() - kMaxFiles / 2);
  for (const auto& [written, path] : files) fs::remove(path, error);
}

}  // namespace broch
