// Which files a scan of some paths means, and their texts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "scan/scan.h"

namespace broch::scan {

/// `named` on the command line, not found below a folder: scanned whatever ignore files and its look say.
struct SourceFile {
  std::string path;
  Language language;
  bool named = false;
};

/// A file, or with a last `/` a folder and all below, that is not scanned.
struct SkippedFile {
  std::string path;
  std::string why;
};

/// `files` is sorted by path and names each file once; so is `skipped`, which has what would be scanned but
/// for the reason it gives. `other` counts files below folders that are in no supported language.
struct FileList {
  std::vector<SourceFile> files;
  std::vector<SkippedFile> skipped;
  size_t other = 0;
};

struct ListOptions {
  /// Overrides what file names say, for files named directly.
  std::optional<Language> language = {};
  /// Take no notice of ignore files and of what looks minified or generated.
  bool all_files = false;
  /// Files whose names tell no known language are read too, as Language::kGeneric.
  bool any_text = false;
  size_t max_files = 200'000;
};

/// A folder in a git checkout means its tracked files and those that are not tracked but not ignored;
/// elsewhere all files below. `.brochignore` and `.semgrepignore` (the syntax of .gitignore; `:include
/// .gitignore` as well) leave out more. Links below a folder are never followed, folders of version control
/// never entered. A path that does not exist is an error.
Result<FileList> list_files(const std::vector<std::string>& paths, const ListOptions& options = {});

/// Whether a `.brochignore` or `.semgrepignore` in a folder from `root` down to that of the file leaves it
/// out. `path` is relative to `root`.
bool left_out(const std::string& root, const std::string& path);

/// Reads a file to scan; the error's text is why it is skipped: larger than `max_bytes`, unreadable, and for
/// files that were not named binary, minified or generated.
Result<std::string> read_source(const SourceFile& file, size_t max_bytes, bool all_files = false);

/// What a file is written in when its name says `by_name`: a header `.h` may be C++.
Language language_of(std::string_view path, Language by_name, std::string_view text);

/// Why a text is not what somebody wrote ("minified", "generated"); empty when it may be. Both are said by
/// lines: ones that nobody reads, and a comment near the top.
std::string written_by_program(std::string_view path, std::string_view text);

}  // namespace broch::scan
