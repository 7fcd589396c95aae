// A pattern over words and punctuation, for text that has no grammar here.
//
//   server {
//     ...
//     ssl_protocols ... TLSv1 ...;
//   }
//
// White space and line breaks between tokens say nothing. `...` is any number of tokens, over at most
// GenericOptions::ellipsis_max_span line breaks; it does not leave the brackets around it, nor, where the
// pattern's line is indented below an earlier one, the lines of the text that are indented below the line
// that one matched. `$X` is one word, `$...X` what `...` is, bound.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "scan/generic/tokens.h"
#include "scan/match/matcher.h"

namespace broch::scan {

/// `block`: index of the first item of the line that this item's line is indented below. `opener`: of a
/// closing bracket the index of its partner, of others that of the innermost opening bracket around them.
/// kNoToken where there is none.
struct GenericItem {
  enum class Kind : uint8_t { kLiteral, kWord, kEllipsis, kEllipsisVariable };

  Kind kind = Kind::kLiteral;
  std::string text;
  uint16_t variable = Metavariables::kNone;
  uint32_t block = kNoToken;
  uint32_t opener = kNoToken;
};

struct GenericPattern {
  std::vector<GenericItem> items;
  /// Words that occur in any text this matches.
  std::vector<std::string> words;
};

/// The error says why, without a place.
Result<GenericPattern> compile_generic_pattern(std::string_view text, Metavariables& variables);

/// The shortest match from each token on. `text` is what `tokens` were made from, and begins at `offset` of
/// the file: spans of matches count from there.
void find_generic(const GenericPattern& pattern, std::string_view text, const std::vector<Token>& tokens,
                  size_t offset, const GenericOptions& options, Work& work, std::vector<Match>& out);

}  // namespace broch::scan
