// Any text as words and punctuation: what patterns of `languages: [generic]` match.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scan/match/options.h"

namespace broch::scan {

inline constexpr uint32_t kNoToken = ~uint32_t{0};

/// `line` counts from 0. `indent`: columns of white space before the first token of its line, a tab counting
/// as one. A word is letters, digits, `_` and bytes beyond ASCII; anything else is punctuation of one byte.
/// `partner`: of an opening bracket, the index of what closes it. `around`: the index of what closes the
/// innermost brackets around the token. kNoToken where there is none.
struct Token {
  Span span;
  uint32_t line = 0;
  uint32_t indent = 0;
  uint32_t partner = kNoToken;
  uint32_t around = kNoToken;
  bool word = false;
};

/// The tokens of a text without its comments.
std::vector<Token> tokenize(std::string_view text, GenericOptions::Comments comments);

}  // namespace broch::scan
