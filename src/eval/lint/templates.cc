#include "eval/lint/templates.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <unordered_map>

#include "eval/suite/forest.h"
#include "eval/suite/shingles.h"

namespace broch::eval {

namespace {

using Words = std::vector<uint64_t>;

constexpr size_t kLeastWords = 6;
constexpr size_t kCommonPercent = 70;
/// Of six words five are common to one template: three of them at the beginning or at the end.
constexpr size_t kEdgeWords = 3;
constexpr size_t kMostGapWords = 4;

size_t common_prefix(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  return static_cast<size_t>(in_a - a.begin());
}

size_t common_suffix(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  size_t common = 0;
  while (common < std::min(a.size(), b.size()) && a[a.size() - 1 - common] == b[b.size() - 1 - common])
    ++common;
  return common;
}

/// The longest run of common words that leaves a short gap before and behind it in both texts; 0 without one.
size_t run_between_gaps(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  size_t longest = 0;
  for (size_t i = 0; i <= std::min(kMostGapWords, a.size()); ++i) {
    for (size_t j = 0; j <= std::min(kMostGapWords, b.size()); ++j) {
      const size_t run = common_prefix(a.subspan(i), b.subspan(j));
      if (a.size() - i - run <= kMostGapWords && b.size() - j - run <= kMostGapWords)
        longest = std::max(longest, run);
    }
  }
  return longest;
}

bool of_one_template(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  const size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  const size_t needed = (longer * kCommonPercent + 99) / 100;
  if (shorter < std::max(needed, kLeastWords)) return false;
  const size_t prefix = common_prefix(a, b);
  a = a.subspan(prefix), b = b.subspan(prefix);
  const size_t suffix = common_suffix(a, b);
  if (prefix + suffix >= needed) return true;
  if (std::max(prefix, suffix) < kEdgeWords) return false;
  return prefix + suffix + run_between_gaps(a.first(a.size() - suffix), b.first(b.size() - suffix)) >= needed;
}

uint64_t key_of(std::span<const uint64_t> words) {
  uint64_t key = 0;
  for (const uint64_t word : words) key = mix_bits(key * 31 + word);
  return key;
}

}  // namespace

std::vector<size_t> template_groups(const std::vector<std::string_view>& texts) {
  Forest forest(texts.size());
  std::vector<Words> words;
  for (const std::string_view text : texts) words.push_back(hashed_words(text));
  std::unordered_map<uint64_t, std::vector<size_t>> beginnings, ends;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::span<const uint64_t> mine = words[i];
    if (mine.size() < kLeastWords) continue;
    for (std::vector<size_t>* alike :
         {&beginnings[key_of(mine.first(kEdgeWords))], &ends[key_of(mine.last(kEdgeWords))]}) {
      for (const size_t other : *alike) {
        if (forest.root(other) != forest.root(i) && of_one_template(words[other], mine))
          forest.join(other, i);
      }
      alike->push_back(i);
    }
  }
  std::vector<size_t> groups(texts.size());
  for (size_t i = 0; i < groups.size(); ++i) groups[i] = forest.root(i);
  return groups;
}

}  // namespace broch::eval
