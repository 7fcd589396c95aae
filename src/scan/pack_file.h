// A rule file of a pack.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/yaml.h"
#include "scan/rule/rule.h"

namespace broch::scan {

/// Where the files that come with the program stand in places and errors.
inline constexpr std::string_view kBuiltinFolder = "rules/";

/// The rules of a file, which stay where they are. Those of a file that comes with the program are known to
/// load: it is read when somebody first asks for one.
class PackFile {
 public:
  /// A file that is known to load. `text` must outlive it.
  PackFile(std::string path, std::string_view text) : path_(std::move(path)), text_(text) {}
  /// One that was read.
  explicit PackFile(std::vector<Rule> rules) : rules_(std::move(rules)) {
    std::call_once(read_, [] {});
  }

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  /// Without those that do not load: `broken` says why.
  const std::vector<Rule>& rules() const {
    read();
    return rules_;
  }
  /// Empty when the file loads.
  const std::string& broken() const {
    read();
    return broken_;
  }

  /// Of a file that is known to load: one of rules().
  Result<CompiledRule> compile(size_t rule, Language language, KnownReadings& known) const;
  /// All that run, compiled for one language.
  Result<std::vector<CompiledRule>> compile(Language language, KnownReadings& known) const;

 private:
  void read() const;

  std::string path_;
  std::string_view text_;
  mutable std::once_flag read_;
  mutable yaml::Node root_;
  mutable std::vector<Rule> rules_;
  mutable std::string broken_;
};

/// What the folder of a built-in file says about its rules. `covered`: they name these languages; `all`: some
/// of them run on every text.
struct FolderLanguages {
  std::vector<Language> covered;
  bool all = false;
};
/// Of "rules/python/x.yaml"; nothing for any other folder.
std::optional<FolderLanguages> folder_languages(std::string_view path);

}  // namespace broch::scan
