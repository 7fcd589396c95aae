// Which files a scan of some paths means.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "scan/scan.h"

namespace broch::scan {

struct SourceFile {
  std::string path;
  Language language;
};

struct SkippedFile {
  std::string path;
  std::string why;
};

/// `files` is sorted by path and names each file once. `skipped` has what was named but cannot be scanned.
/// `other` counts files below folders that are in no supported language.
struct FileList {
  std::vector<SourceFile> files;
  std::vector<SkippedFile> skipped;
  size_t other = 0;
};

/// Folders are walked without following links and without version control's own folders. A path that does not
/// exist is an error. `language` overrides what file names say, for files named directly.
Result<FileList> list_files(const std::vector<std::string>& paths, std::optional<Language> language);

/// Reads a file to scan; the error's text is why it is skipped: larger than `max_bytes`, binary, unreadable.
Result<std::string> read_source(const std::string& path, size_t max_bytes);

}  // namespace broch::scan
