#include "eval/suite/near_duplicates.h"

#include <gtest/gtest.h>

#include <set>

#include "core/hash.h"

namespace broch::eval {
namespace {

TEST(NearDuplicates, RewordingsShareAClusterAndStrangersDoNot) {
  const std::vector<std::string_view> texts = {
      "write a program that watches the log folder and sends a summary to the operator every single morning",
      "explain how a lighthouse lens bends light towards the horizon",
      "Write a program that watches the log folder, and sends a summary to the operator every single "
      "evening!",
      "explain how a lighthouse lens bends light towards the horizon",
      "",
      "short",
  };
  // Texts 0 and 2 share 13 of their 14 five-word shingles each: 13 / 15.
  EXPECT_EQ(near_duplicate_clusters(texts), (std::vector<size_t>{0, 1, 0, 1, 4, 5}));
}

TEST(NearDuplicates, TheThresholdIsTheJaccardSimilarity) {
  // 6 shingles each, of which 3 are common: 3 / 9.
  const std::vector<std::string_view> texts = {"a b c d e f g h i j", "a b c d e f g x y z"};
  EXPECT_EQ(near_duplicate_clusters(texts, 1.0 / 3), (std::vector<size_t>{0, 0}));
  EXPECT_EQ(near_duplicate_clusters(texts, 0.34), (std::vector<size_t>{0, 1}));
}

/// Against all pairs: random sentences over few words, so that similarities spread from 0 to 1.
TEST(NearDuplicates, AgreesWithComparingAllPairs) {
  Random random(7);
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i) {
    std::string text = texts.empty() || random.below(3) == 0 ? "" : texts[random.below(texts.size())];
    const size_t words = text.empty() ? 20 : 1;
    for (size_t w = 0; w < words; ++w) text += " w" + std::to_string(random.below(1000));
    texts.push_back(text);
  }
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const std::vector<size_t> clusters = near_duplicate_clusters(views);
  // A pair compared alone is decided by the same exact test; components of those decisions are the clusters.
  std::vector<size_t> expected(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    expected[i] = i;
    for (size_t j = 0; j < i; ++j) {
      if (near_duplicate_clusters({views[j], views[i]})[1] != 0) continue;
      const size_t from = std::max(expected[i], expected[j]), to = std::min(expected[i], expected[j]);
      for (size_t k = 0; k <= i; ++k) {
        if (expected[k] == from) expected[k] = to;
      }
    }
  }
  EXPECT_EQ(clusters, expected);
  EXPECT_GT(std::set<size_t>(clusters.begin(), clusters.end()).size(), 5u);
}

}  // namespace
}  // namespace broch::eval
