#include "eval/suite/near_duplicates.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "eval/suite/forest.h"
#include "eval/suite/shingles.h"

namespace broch::eval {

namespace {

constexpr size_t kBands = 32;
constexpr size_t kRows = 2;
/// Candidates compared per text and band: bounds the work when a hostile file makes one bucket of everything.
constexpr size_t kMaxCandidates = 64;

uint64_t band_key(const Shingles& set, size_t band) {
  uint64_t key = band;
  for (size_t row = 0; row < kRows; ++row) {
    const uint64_t salt = mix_bits(band * kRows + row + 1);
    uint64_t least = ~uint64_t{0};
    for (const uint64_t shingle : set) least = std::min(least, mix_bits(shingle ^ salt));
    key = mix_bits(key ^ least);
  }
  return key;
}

}  // namespace

std::vector<size_t> near_duplicate_clusters(const std::vector<std::string_view>& texts, double threshold) {
  std::vector<Shingles> sets;
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
