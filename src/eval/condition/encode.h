// Encodings and disguises of a text: what a prompting technique does to a request before it words it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace broch::eval {

enum class Encoding {
  kNone,
  kBase64,     ///< RFC 4648, of the UTF-8 bytes
  kHex,        ///< two lower-case digits a byte
  kRot13,      ///< ASCII letters only
  kLeet,       ///< a e i o s t as 4 3 1 0 5 7
  kZeroWidth,  ///< U+200B between neighbouring letters and digits
  kHomoglyph,  ///< Cyrillic letters for the Latin ones they look like
  kSpacing,    ///< a space between neighbouring letters and digits, three for every white space
  kSplit,      ///< "Part 1: …", one line a part, cut between words
};

std::optional<Encoding> parse_encoding(std::string_view name);

/// `parts` is for kSplit: at most so many, of even length in words. The text is UTF-8, and so is the result.
std::string encode(Encoding encoding, std::string_view text, size_t parts);

}  // namespace broch::eval
