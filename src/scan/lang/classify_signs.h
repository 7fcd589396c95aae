// What speaks for each language in code without a tag.
#pragma once

#include <span>
#include <string_view>

#include "scan/lang/grammar.h"

namespace broch::scan {

/// A piece of text that speaks for a language, and how loudly. `line_start`: only at the first column of code
/// of a line. Negative weights speak against it.
struct Sign {
  std::string_view text;
  int weight;
  bool line_start = false;
};

struct Candidate {
  Language language;
  std::span<const Sign> signs;
  bool statements_end;  ///< with `;` or braces; otherwise such lines speak against it
};

std::span<const Candidate> classify_candidates();
/// TypeScript is JavaScript and these.
std::span<const Sign> typescript_signs();

}  // namespace broch::scan
