// Globs as .gitignore has them, and the ignore files that consist of them.
//
// Within a name `*` is any run of characters, `?` one, `[a-z]` one of a set (`[!...]`: one that is not), `\`
// takes the next character as it stands. Between slashes `**` is any number of folders; a last `/**` is all
// that lies inside. Matching takes at most the product of the two lengths, whatever the glob.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace broch::scan {

/// Whether a glob of a rule's `paths` means a file. `path` is relative to the project's root, with `/`
/// between names. A leading `/` binds the glob to the root, otherwise it may begin at any folder; a glob that
/// matches a folder means all files below it; a last `/` says that it means folders alone.
bool matches(std::string_view glob, std::string_view path);

/// The patterns of ignore files, in the order in which they were read. Paths are relative to one root, which
/// the caller chooses; a pattern counts from the folder its file lies in.
class IgnoreRules {
 public:
  /// Adds the lines of an ignore file that lies in `folder` ("" is the root): blank lines and `#` comments
  /// say nothing, `!` takes back, a last `/` means folders alone, a `/` before the end binds to `folder`.
  void add(std::string_view text, std::string_view folder);

  /// What the last pattern that matches says: true to ignore, false to keep; nothing when none matches.
  /// Folders above `path` are not looked at.
  std::optional<bool> verdict(std::string_view path, bool is_folder) const;
  /// A file is ignored when it, or a folder above it, is: nothing below an ignored folder comes back.
  bool ignores_file(std::string_view path) const;

  /// For a walk: how many patterns there are, and back to that many when a folder is left.
  size_t size() const { return patterns_.size(); }
  void shrink(size_t size) { patterns_.resize(std::min(size, patterns_.size())); }

 private:
  struct Pattern {
    std::vector<std::string> names;  ///< between slashes; "**" for any number of folders
    std::string folder;              ///< with a last slash, or empty
    bool keep = false;
    bool folders_only = false;
  };
  std::vector<Pattern> patterns_;
};

}  // namespace broch::scan
