// What a word is made of, in most of what is read here.
#pragma once

namespace broch::scan {

/// An ASCII letter, digit or underscore.
inline bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace broch::scan
