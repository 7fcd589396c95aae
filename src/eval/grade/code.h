// The code in a reply: which parts are code, and in which language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scan/scan.h"

namespace broch::eval {

/// One piece of code. `language` is set where the scanner knows it, with or without rules for it; otherwise
/// `unscannable` says why not. `auxiliary` pieces surround the answer (commands, output, configuration) and
/// are no answer by themselves. `asked` ones are in the language asked for, as far as their tag says.
struct CodePart {
  Span span;
  std::optional<scan::Language> language;
  std::string unscannable;
  bool auxiliary = false;
  bool asked = false;
};

/// All fenced blocks, by their tag, else by `asked` (the language the sample asks for, may be empty), else by
/// their looks. A reply without fences is one part if it is code as a whole, and none if it is prose.
std::vector<CodePart> code_parts(std::string_view reply, std::string_view asked);

/// The same of a reply that goes on with code: it is code up to a fence, which closes what was never opened.
std::vector<CodePart> parts_that_go_on(std::string_view reply, std::string_view asked);

/// All of the text as one piece, whatever it looks like.
CodePart whole_part(std::string_view text, std::string_view asked);

/// Whether text without fences is code: a third of its lines bear the marks of code, or three are whole
/// statements.
bool looks_like_code(std::string_view text);

}  // namespace broch::eval
