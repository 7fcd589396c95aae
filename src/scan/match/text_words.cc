#include "scan/match/text_words.h"

#include <algorithm>
#include <array>
#include <bit>

namespace broch::scan {
namespace {

// FNV-1a.
constexpr uint32_t kBasis = 2166136261u;
constexpr uint32_t kPrime = 16777619u;
// The table's size for each byte of text: about one of ten words more than there are.
constexpr size_t kBitsPerByte = 2;
constexpr size_t kFewestBits = 1 << 10;
constexpr size_t kMostBits = 1 << 22;

/// The small letter of each letter, digits and the underscore themselves; 0 for what is in no word.
constexpr std::array<unsigned char, 256> kFolded = [] {
  std::array<unsigned char, 256> out{};
  for (unsigned char c = '0'; c <= '9'; ++c) out[c] = c;
  for (unsigned char c = 'a'; c <= 'z'; ++c) out[c] = out[c - 'a' + 'A'] = c;
  out['_'] = '_';
  return out;
}();

unsigned char folded(char c) { return kFolded[static_cast<unsigned char>(c)]; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
uint32_t add(uint32_t hash, unsigned char c) { return (hash ^ c) * kPrime; }

/// The low bits of FNV tell little.
uint32_t finish(uint32_t hash) { return hash ^ (hash >> 15); }

}  // namespace

TextWords::TextWords(std::string_view text) {
  const size_t bits = std::bit_ceil(std::clamp(text.size() * kBitsPerByte, kFewestBits, kMostBits));
  mask_ = static_cast<uint32_t>(bits - 1);
  bits_.assign(bits, false);
  for (size_t at = 0; at < text.size();) {
    if (folded(text[at]) == 0) {
      ++at;
      continue;
    }
    uint32_t whole = kBasis, behind_digits = kBasis;
    for (; at < text.size() && is_digit(text[at]); ++at) whole = add(whole, folded(text[at]));
    for (unsigned char c = 0; at < text.size() && (c = folded(text[at])) != 0; ++at) {
      whole = add(whole, c);
      behind_digits = add(behind_digits, c);
    }
    bits_[finish(whole) & mask_] = true;
    bits_[finish(behind_digits) & mask_] = true;
  }
}

std::vector<uint32_t> word_hashes(std::span<const std::string> words) {
  std::vector<uint32_t> out;
  for (const std::string& word : words) {
    if (!std::all_of(word.begin(), word.end(), folded)) continue;
    uint32_t hash = kBasis;
    for (const char c : word) hash = add(hash, folded(c));
    out.push_back(finish(hash));
  }
  return out;
}

}  // namespace broch::scan
