// The language that the first byte of a fuzzer's input chooses.
#pragma once

#include <cstdint>
#include <iterator>

#include "scan/scan.h"

namespace broch::fuzz {

inline scan::Language language_of(uint8_t byte) {
  using enum scan::Language;
  static constexpr scan::Language kAll[] = {kBash, kC,      kCpp,  kCSharp, kGo,  kJava,      kJavaScript,
                                            kPhp,  kPython, kRuby, kRust,   kTsx, kTypeScript};
  return kAll[byte % std::size(kAll)];
}

}  // namespace broch::fuzz
