// What code is wrapped in: the columns of a diff, the prompts of a session, the documents of a shell command.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace broch::eval {

/// Lines of a text without what stands in front of them there. `numbers` has for each the line of the text
/// that it is, counted from 0.
struct CodeLines {
  std::string text;
  std::vector<int> numbers;

  void add(std::string_view line, int number);
  /// The line of the surrounding text, counted from 1, that a byte of `text` stands in.
  int line_at(size_t offset) const;
};

/// All lines of `text`, the first of which has the number `first`.
CodeLines code_lines(std::string_view text, int first = 0);

/// Code that is to be in the file `path`, which is empty where nothing says so. What a diff or a command is
/// written in is no file.
struct FileLines {
  std::string path;
  CodeLines code;
};

/// Whether text is a diff: the header of a hunk, of a file, or of a patch.
bool is_diff(std::string_view text);
/// Of each file of a diff what stands there after it: added and unchanged lines, without the first column.
std::vector<FileLines> files_of_diff(const CodeLines& diff);

/// A session without its prompts and what was printed; all of it where no line has a prompt.
CodeLines without_prompts(const CodeLines& session);

/// Shell commands, and what their here documents put into files or hand to an interpreter ("python" is then
/// the path), which is taken out of the commands.
struct ShellLines {
  CodeLines commands;
  std::vector<FileLines> files;
};
ShellLines shell_lines(const CodeLines& shell);

}  // namespace broch::eval
