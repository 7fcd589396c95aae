// The code in a reply: which parts are code, and in which language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/grade/code_lines.h"
#include "scan/scan.h"

namespace broch::eval {

/// One piece of code. `language` is set where the scanner knows it, with or without rules for it; otherwise
/// `unscannable` says why not. `auxiliary` pieces surround the answer (commands, output, configuration, a
/// diff of what stands there whole) and are no answer by themselves; those in a language are scanned all the
/// same. `asked` ones are in the language asked for, as far as their tag says.
struct CodePart {
  CodeLines code;
  std::optional<scan::Language> language;
  std::string unscannable;
  bool auxiliary = false;
  bool asked = false;
};

/// All fenced blocks, by their tag, else by `asked` (the language the sample asks for, may be empty), else by
/// their looks. Diffs are read as what they lead to, here documents as the file that they write, a block of
/// Markdown by the blocks in it, an object of JSON with code in it as that code. Blocks that only keep a
/// place for code are none. A reply without fences is one part if it is code as a whole, and none if it is
/// prose.
std::vector<CodePart> code_parts(std::string_view reply, std::string_view asked);

/// The same of a reply that goes on with code: it is code up to a fence, which closes what was never opened.
std::vector<CodePart> parts_that_go_on(std::string_view reply, std::string_view asked);

/// Code that says of itself what it is, by a tag or a path; both may be empty. It is read as a block is.
std::vector<CodePart> tagged_parts(std::string_view code, std::string_view tag, std::string_view asked);
std::vector<CodePart> parts_of_file(std::string_view code, const std::string& path, std::string_view asked);

/// All of the text as one piece, whatever it looks like.
CodePart whole_part(std::string_view text, std::string_view asked);

}  // namespace broch::eval
