// Real code and foreign rules for the benchmarks: files of this machine, named on the command line.
#pragma once

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/file.h"
#include "scan/scan.h"

namespace broch::scan {

struct CodeFile {
  std::string text;
  Language language;
};

inline std::vector<std::filesystem::path> files_below(const std::string& path) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_regular_file(path, error)) return {path};
  const auto options = std::filesystem::directory_options::skip_permission_denied;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path, options, error)) {
    if (entry.is_regular_file(error)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Code in the languages that have a grammar here, at most `per_language` files of each, spread evenly.
inline std::vector<CodeFile> code_below(const std::vector<std::string>& paths, size_t per_language) {
  std::vector<std::vector<std::filesystem::path>> found(static_cast<size_t>(Language::kTypeScript) + 1);
  for (const std::string& path : paths) {
    for (const std::filesystem::path& file : files_below(path)) {
      const auto language = language_by_path(file.string());
      if (language && *language != Language::kGeneric) found[static_cast<size_t>(*language)].push_back(file);
    }
  }
  std::vector<CodeFile> out;
  for (size_t language = 0; language < found.size(); ++language) {
    const size_t count = std::min(per_language, found[language].size());
    for (size_t i = 0; i < count; ++i) {
      auto text = read_file(found[language][i * found[language].size() / count].string(), 1 << 20);
      if (text) out.push_back({*std::move(text), static_cast<Language>(language)});
    }
  }
  return out;
}

/// The rule files below a path. A foreign tree also holds YAML that is no rule file, and files that define a
/// rule again.
inline std::vector<RuleSource> rules_below(const std::string& path) {
  std::vector<RuleSource> out;
  std::set<std::string> known;
  for (const std::filesystem::path& file : files_below(path)) {
    if (file.extension() != ".yaml" && file.extension() != ".yml") continue;
    auto text = read_file(file.string(), 1 << 20);
    if (!text || !(text->starts_with("rules:") || text->find("\nrules:") != std::string::npos)) continue;
    std::set<std::string> ids;
    for (size_t at = text->find("- id:"); at != std::string::npos; at = text->find("- id:", at + 1)) {
      const size_t end = text->find('\n', at);
      ids.insert(text->substr(at + 5, end - at - 5));
    }
    const bool again = std::any_of(ids.begin(), ids.end(), [&](auto& id) { return known.contains(id); });
    if (again || ids.empty()) continue;
    known.merge(ids);
    out.push_back({file.string(), *std::move(text)});
  }
  return out;
}

}  // namespace broch::scan
