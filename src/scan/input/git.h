// What the `git` program tells of a checkout: which files belong to it, and which lines changed.
//
// The program is run without a shell. A checkout is data: nothing that its configuration names (monitors,
// diff drivers, text converters, hooks) is run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"

namespace broch::scan {

/// A folder's checkout as far as git can be asked about it. Paths of the result are relative to the folder
/// that was asked about.
class Git {
 public:
  /// The checkout that holds `folder`. Nothing when it lies in none, or when git is absent or refuses.
  static std::optional<Git> open(const std::string& folder);

  /// Absolute path of the checkout's top folder.
  const std::string& top() const { return top_; }
  /// `folder` itself is ignored: what git lists below it says nothing.
  bool ignores_folder() const { return ignored_; }

  struct Files {
    std::vector<std::string> files;  ///< tracked, and not tracked but not ignored
    std::vector<std::string>
        ignored;  ///< ignored and not tracked; a folder stands for all below, with a last `/`
  };
  /// Names of other checkouts below (submodules) are among `files`, with or without a last `/`.
  Result<Files> list() const;

  /// Files that are neither tracked nor ignored, of the whole checkout, relative to its top.
  Result<std::vector<std::string>> untracked() const;
  /// A unified diff without context from `base` to the files as they lie there, with paths relative to the
  /// top behind `a/` and `b/`. A base that git does not know is a usage error.
  Result<std::string> diff_from(const std::string& base) const;

 private:
  Git() = default;
  std::string folder_;
  std::string top_;
  bool ignored_ = false;
};

/// The folder with a `.git` that holds `folder`, found without the git program; nothing when there is none.
std::optional<std::string> checkout_top(const std::string& folder);

}  // namespace broch::scan
