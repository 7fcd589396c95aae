// Unified diffs: which lines of which files they add.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace broch::scan {

/// One line that a diff adds or changes, as it is afterwards.
struct AddedLine {
  int line = 0;           ///< in the new file, from 1
  std::string_view text;  ///< without the line's end; a view of the diff
};

/// A file of a diff, under its new name. Deleted files are not among them.
struct ChangedFile {
  std::string path;  ///< as the diff says it, without `b/`: not to be trusted
  std::vector<AddedLine> added;
  bool binary = false;  ///< changed, but the diff has no lines
};

/// Reads what `git diff` and `diff -u` write; text around the diffs (mail, commit messages) is passed over. A
/// file that occurs twice is one entry. A hunk that says more lines than there are is an error with its line
/// in `name`; so is a text without any diff, unless it is empty: then nothing changed.
Result<std::vector<ChangedFile>> parse_diff(std::string_view diff, const std::string& name);

/// Whether a line of `lines` (sorted) lies in [first, last].
bool touches(const std::vector<AddedLine>& lines, int first, int last);

}  // namespace broch::scan
