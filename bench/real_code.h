// Real code and foreign rules for the benchmarks: files of this machine, named on the command line.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/file.h"
#include "scan/files.h"
#include "scan/pack.h"

namespace broch::scan {

struct CodeFile {
  std::string text;
  Language language;
};

/// Code in the languages that have a grammar here, at most `per_language` files of each, spread evenly.
inline Result<std::vector<CodeFile>> code_below(const std::vector<std::string>& paths, size_t per_language) {
  BROCH_TRY(const FileList list, list_files(paths, {.all_files = true}));
  std::map<Language, std::vector<SourceFile>> found;
  for (const SourceFile& file : list.files) {
    if (file.language != Language::kGeneric) found[file.language].push_back(file);
  }
  std::vector<CodeFile> out;
  for (const auto& [language, files] : found) {
    const size_t count = std::min(per_language, files.size());
    for (size_t i = 0; i < count; ++i) {
      auto text = read_source(files[i * files.size() / count], 1 << 20, true);
      if (text) out.push_back({*std::move(text), language});
    }
  }
  return out;
}

/// The rule files below a path. A foreign tree also holds YAML that is no rule file, and files that define a
/// rule again.
inline Result<std::vector<RuleSource>> rules_below(const std::string& path) {
  BROCH_TRY(const std::vector<std::string> files, rule_files(path));
  std::vector<RuleSource> out;
  std::set<std::string> known;
  for (const std::string& file : files) {
    auto text = read_file(file, 1 << 20);
    if (!text || !(text->starts_with("rules:") || text->find("\nrules:") != std::string::npos)) continue;
    std::set<std::string> ids;
    for (size_t at = text->find("- id:"); at != std::string::npos; at = text->find("- id:", at + 1)) {
      const size_t end = text->find('\n', at);
      ids.insert(text->substr(at + 5, end - at - 5));
    }
    const bool again = std::any_of(ids.begin(), ids.end(), [&](auto& id) { return known.contains(id); });
    if (again || ids.empty()) continue;
    known.merge(ids);
    out.push_back({file, *std::move(text)});
  }
  return out;
}

}  // namespace broch::scan
