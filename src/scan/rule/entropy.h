// Tells keys and tokens from words: text that English would hardly produce.
#pragma once

#include <string_view>

namespace broch::scan {

/// How many bits `text` carries for a reader who knows English: each letter counts by how rare the three
/// letters from there on are, other characters by what a character of an alphabet of 62 carries, and a run of
/// one character counts one bit. Case does not matter.
double surprise_bits(std::string_view text);

/// More than 64 bits in all, and more than 0.6 of each bit of the text.
bool has_high_entropy(std::string_view text);

}  // namespace broch::scan
