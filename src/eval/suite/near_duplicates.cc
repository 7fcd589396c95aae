#include "eval/suite/near_duplicates.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <numeric>
#include <unordered_map>

namespace broch::eval {

namespace {

constexpr size_t kShingleWords = 5;
constexpr size_t kBands = 32;
constexpr size_t kRows = 2;
/// Candidates compared per text and band: bounds the work when a hostile file makes one bucket of everything.
constexpr size_t kMaxCandidates = 64;

/// The finaliser of splitmix64 (Steele, Lea & Flood 2014).
uint64_t mix(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ull;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebull;
  return value ^ (value >> 31);
}

/// Hashes of lower-cased words; bytes beyond ASCII are letters.
std::vector<uint64_t> words(std::string_view text) {
  std::vector<uint64_t> result;
  uint64_t hash = 0;
  bool inside = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      hash = mix((inside ? hash : 0x9e3779b97f4a7c15ull) + static_cast<uint64_t>(std::tolower(byte)));
      inside = true;
    } else if (inside) {
      result.push_back(hash);
      inside = false;
    }
  }
  if (inside) result.push_back(hash);
  return result;
}

/// Sorted set of shingle hashes; a text shorter than a shingle is one shingle.
std::vector<uint64_t> shingles(std::string_view text) {
  const std::vector<uint64_t> tokens = words(text);
  const size_t width = std::min(kShingleWords, std::max<size_t>(tokens.size(), 1));
  std::vector<uint64_t> result;
  for (size_t i = 0; i + width <= std::max<size_t>(tokens.size(), 1); ++i) {
    uint64_t hash = width;
    for (size_t j = 0; j < width && i + j < tokens.size(); ++j) hash = mix(hash * 31 + tokens[i + j]);
    result.push_back(hash);
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

double jaccard(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
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
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

uint64_t band_key(const std::vector<uint64_t>& set, size_t band) {
  uint64_t key = band;
  for (size_t row = 0; row < kRows; ++row) {
    const uint64_t salt = mix(band * kRows + row + 1);
    uint64_t least = ~uint64_t{0};
    for (const uint64_t shingle : set) least = std::min(least, mix(shingle ^ salt));
    key = mix(key ^ least);
  }
  return key;
}

struct Forest {
  std::vector<size_t> parent;

  explicit Forest(size_t size) : parent(size) { std::iota(parent.begin(), parent.end(), size_t{0}); }
  size_t root(size_t x) {
    while (parent[x] != x) x = parent[x] = parent[parent[x]];
    return x;
  }
  /// The smaller position becomes the root, so that a cluster is named after its first text.
  void join(size_t a, size_t b) {
    a = root(a), b = root(b);
    parent[std::max(a, b)] = std::min(a, b);
  }
};

}  // namespace

std::vector<size_t> near_duplicate_clusters(const std::vector<std::string_view>& texts, double threshold) {
  std::vector<std::vector<uint64_t>> sets;
  sets.reserve(texts.size());
  for (const std::string_view text : texts) sets.push_back(shingles(text));
  Forest forest(texts.size());
  for (size_t band = 0; band < kBands; ++band) {
    std::unordered_map<uint64_t, std::vector<size_t>> buckets;
    for (size_t i = 0; i < sets.size(); ++i) {
      std::vector<size_t>& bucket = buckets[band_key(sets[i], band)];
      size_t compared = 0;
      for (auto other = bucket.rbegin(); other != bucket.rend() && compared < kMaxCandidates;
           ++other, ++compared) {
        if (forest.root(*other) != forest.root(i) && jaccard(sets[*other], sets[i]) >= threshold) {
          forest.join(*other, i);
        }
      }
      bucket.push_back(i);
    }
  }
  std::vector<size_t> clusters(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) clusters[i] = forest.root(i);
  return clusters;
}

}  // namespace broch::eval
