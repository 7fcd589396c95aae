#include "eval/suite/shingles.h"

#include <algorithm>
#include <cctype>

namespace broch::eval {

namespace {

constexpr size_t kShingleWords = 5;

}  // namespace

std::vector<uint64_t> hashed_words(std::string_view text) {
  std::vector<uint64_t> result;
  uint64_t hash = 0;
  bool inside = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      hash = mix_bits((inside ? hash : 0x9e3779b97f4a7c15ull) + static_cast<uint64_t>(std::tolower(byte)));
      inside = true;
    } else if (inside) {
      result.push_back(hash);
      inside = false;
    }
  }
  if (inside) result.push_back(hash);
  return result;
}

uint64_t mix_bits(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ull;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebull;
  return value ^ (value >> 31);
}

Shingles shingles(std::string_view text) {
  const std::vector<uint64_t> tokens = hashed_words(text);
  const size_t width = std::min(kShingleWords, std::max<size_t>(tokens.size(), 1));
  Shingles result;
  for (size_t i = 0; i + width <= std::max<size_t>(tokens.size(), 1); ++i) {
    uint64_t hash = width;
    for (size_t j = 0; j < width && i + j < tokens.size(); ++j) hash = mix_bits(hash * 31 + tokens[i + j]);
    result.push_back(hash);
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

size_t common_shingles(const Shingles& a, const Shingles& b) {
  size_t common = 0, i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      ++common, ++i, ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return common;
}

double jaccard(const Shingles& a, const Shingles& b) {
  const size_t common = common_shingles(a, b);
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

}  // namespace broch::eval
