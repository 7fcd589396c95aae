// Texts as sets of five-word shingles (Broder 1997), and how alike two are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace broch::eval {

/// Hashes of the words of a text, in their order: runs of letters and digits in lower case, bytes beyond
/// ASCII counting as letters.
std::vector<uint64_t> hashed_words(std::string_view text);

/// Hashes of the shingles of a text, sorted, each once. A text shorter than a shingle is one shingle.
using Shingles = std::vector<uint64_t>;
Shingles shingles(std::string_view text);

size_t common_shingles(const Shingles& a, const Shingles& b);
/// Common shingles over all of both (Jaccard 1912).
double jaccard(const Shingles& a, const Shingles& b);

/// The finaliser of splitmix64 (Steele, Lea & Flood 2014).
uint64_t mix_bits(uint64_t value);

}  // namespace broch::eval
