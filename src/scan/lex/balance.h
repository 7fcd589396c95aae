// The pre-lexer. Code that models write, and windows cut out of files, are fragments: brackets that were
// opened before the first line, blocks that are never closed, bodies that begin indented. One pass over
// strings, comments and brackets finds what is missing; putting it before and after the text lets one parse
// succeed where error recovery would lose statements.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scan/lang/grammar.h"

namespace broch::scan {

/// What to put around a text. `depth` is the deepest nesting of brackets met.
struct Balance {
  std::string before;
  std::string after;
  size_t depth = 0;
};

/// Linear in the size of the text; never fails.
Balance balance(std::string_view text, const LexRules& rules);

/// Where the comments are, in order; also one that began before the text. Strings are not mistaken for them.
std::vector<Span> comments(std::string_view text, const LexRules& rules);

}  // namespace broch::scan
