// Finds runs of encoded text and decodes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"

namespace broch::guard {

struct UnwrapBudget {
  size_t runs = 64;
  size_t bytes = 1 << 20;
};

struct Unwrapped {
  std::string encoding;  ///< "base64", "hex", "binary", "tags"
  Span span;             ///< of the run in the text
  std::string text;      ///< valid UTF-8, mostly printable
};

/// Runs of at least 16 characters of base64 (both alphabets), 24 hexadecimal digits (with or without \x and
/// spaces) or five bytes written in binary, as far as they decode to text, and all tag characters together.
std::vector<Unwrapped> unwrap(std::string_view text, UnwrapBudget& budget);

}  // namespace broch::guard
