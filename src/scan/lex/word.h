// What words and strings are made of, in most of what is read here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace broch::scan {

/// An ASCII letter, digit or underscore.
inline bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Behind the quote that closes the string which begins at `at`, or the end of the text.
inline size_t string_end(std::string_view text, size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

}  // namespace broch::scan
