// A text as grammars and the pre-lexer can read it: bytes that would end the text, or a line, elsewhere than
// the language does are replaced by others of the same length.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scan/lang/grammar.h"

namespace broch::scan {

/// NUL, which parsers take for the end of the text, is a blank. A carriage return without a line feed is a
/// line feed where the language ends lines with it (LexRules::carriage_returns), and in a text that has no
/// other line ends. Nothing where the text may stay as it is.
std::optional<std::string> plain_text(std::string_view text, const LexRules& rules);

/// Why nothing of a text can be read: it is in an encoding that no grammar knows. Empty for others.
std::string_view unreadable(std::string_view text);

}  // namespace broch::scan
