// What is dear to make and can always be made again, kept in files of the user.
//
// A folder of $XDG_CACHE_HOME (else ~/.cache) that only the user may enter; one file per key:
//
//   "broch cache 1\n"   sha256 of the key, 32 bytes   sha256 of the rest, 32 bytes   the rest
//
// A file that another user could have written, that is cut or changed, or of another key, counts as absent;
// files are put in place whole. Of more than kMaxFiles files the oldest go. Nothing here is an error: without
// a cache things are made anew.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace broch {

class BlobCache {
 public:
  /// Of the user who runs the program; keeps nothing where there is no place for it.
  static BlobCache of_user();
  static constexpr size_t kMaxFiles = 256;

  /// Keeps nothing.
  BlobCache() = default;
  explicit BlobCache(std::string folder) : folder_(std::move(folder)) {}

  std::optional<std::string> get(std::string_view key) const;
  void put(std::string_view key, std::string_view bytes) const;
  bool enabled() const { return !folder_.empty(); }

 private:
  std::string path_of(std::string_view key) const;
  void prune() const;

  std::string folder_;
};

}  // namespace broch
