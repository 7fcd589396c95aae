#include "scan/files.h"

#include <algorithm>
#include <filesystem>

#include "core/file.h"

namespace broch::scan {
namespace fs = std::filesystem;

namespace {

// As much as git looks at to tell binary files.
constexpr size_t kBinaryProbe = 8000;

bool is_version_control(const fs::path& path) {
  const std::string name = path.filename().string();
  return name == ".git" || name == ".hg" || name == ".svn" || name == ".jj";
}

void walk(const std::string& folder, FileList& list) {
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  if (error) {
    list.skipped.push_back({folder, "cannot be read: " + error.message()});
    return;
  }
  for (; entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (error) {
      list.skipped.push_back({folder, "the walk ended early: " + error.message()});
      return;
    }
    const fs::path& path = entry->path();
    if (entry->is_directory(error) && is_version_control(path)) {
      entry.disable_recursion_pending();
      continue;
    }
    if (!entry->is_regular_file(error) || entry->is_symlink(error)) continue;
    if (const auto language = language_by_path(path.string())) {
      list.files.push_back({path.string(), *language});
    } else {
      ++list.other;
    }
  }
}

}  // namespace

Result<FileList> list_files(const std::vector<std::string>& paths, std::optional<Language> language) {
  FileList list;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
      return fail(ErrorKind::kUsage, "no such file or folder", {path}, "check the path");
    if (fs::is_directory(status)) {
      walk(path, list);
    } else if (!fs::is_regular_file(status)) {
      list.skipped.push_back({path, "neither a file nor a folder"});
    } else if (const auto found = language ? language : language_by_path(path)) {
      list.files.push_back({path, *found});
    } else {
      list.skipped.push_back({path, "its name tells no supported language; name one with --lang"});
    }
  }
  const auto by_path = [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; };
  std::sort(list.files.begin(), list.files.end(), by_path);
  const auto same = [](const SourceFile& a, const SourceFile& b) { return a.path == b.path; };
  list.files.erase(std::unique(list.files.begin(), list.files.end(), same), list.files.end());
  return list;
}

Result<std::string> read_source(const std::string& path, size_t max_bytes) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (!error && size > max_bytes) {
    return fail(ErrorKind::kLimit, "larger than " + std::to_string(max_bytes) + " bytes", {path});
  }
  BROCH_TRY(std::string text, read_file(path, max_bytes));
  if (std::string_view(text).substr(0, kBinaryProbe).find('\0') != std::string_view::npos) {
    return fail(ErrorKind::kInput, "binary", {path});
  }
  return text;
}

}  // namespace broch::scan
