#include <gtest/gtest.h>

#include <map>
#include <set>

#include "eval/data/contamination.h"
#include "eval/data/dedupe.h"
#include "eval/suite/shingles.h"

namespace broch::eval {
namespace {

// Shingles of five words. "a b c d e f g": abcde bcdef cdefg. "a b c d e f x": abcde bcdef cdefx. "A, b c d
// e": abcde.
constexpr std::string_view kSeven = "a b c d e f g", kOther = "a b c d e f x", kFive = "A, b c d e!";

TEST(Shingles, AlikeByHand) {
  EXPECT_EQ(shingles(kSeven).size(), 3u);
  EXPECT_EQ(common_shingles(shingles(kSeven), shingles(kOther)), 2u);
  EXPECT_DOUBLE_EQ(jaccard(shingles(kSeven), shingles(kOther)), 2.0 / 4);
  EXPECT_DOUBLE_EQ(jaccard(shingles(kSeven), shingles(kFive)), 1.0 / 3);
  EXPECT_DOUBLE_EQ(jaccard(shingles("x y"), shingles("X  y")), 1);
  EXPECT_DOUBLE_EQ(jaccard(shingles("x y"), shingles("x y z")), 0);
}

TEST(Dedupe, CountsClustersCopiesAndWhatTheyAreWorth) {
  const std::vector<std::string_view> texts = {kSeven, "one of its own", kOther, "a b c d e f, G"};
  const Dedupe half = dedupe(texts, .5, 1);
  EXPECT_EQ(half.cluster_of, (std::vector<size_t>{0, 1, 0, 0}));
  EXPECT_EQ(half.cluster_count, 2u);
  EXPECT_EQ(half.clusters, (std::vector<std::vector<size_t>>{{0, 2, 3}}));
  EXPECT_EQ(half.copies, 1u);
  // Sizes 3 and 1: an item sees (9 + 1) / 4 = 2.5; at icc 1 four texts are worth 1.6, at .5 they are 4
  // / 1.75.
  EXPECT_DOUBLE_EQ(half.effective, 1.6);
  EXPECT_DOUBLE_EQ(dedupe(texts, .5, .5).effective, 4 / 1.75);
  const Dedupe strict = dedupe(texts, .51, 1);
  EXPECT_EQ(strict.cluster_of, (std::vector<size_t>{0, 1, 2, 0}));
  EXPECT_EQ(dedupe({}, .5, 1).effective, 0);
}

TEST(Split, KeepsClustersTogetherWhateverTheOrder) {
  std::vector<std::string> texts;
  for (int i = 0; i < 100; ++i) {
    // Ten clusters of four and sixty texts of their own.
    const std::string own =
        i < 40 ? "shared words of cluster number " + std::to_string(i / 4) : "alone " + std::to_string(i);
    texts.push_back(own + (i < 40 ? " and more of it " + std::to_string(i % 4) : ""));
  }
  std::vector<size_t> clusters;
  for (size_t i = 0; i < 100; ++i) clusters.push_back(i < 40 ? i / 4 * 4 : i);
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const std::vector<size_t> parts = split_by_cluster(views, clusters, {8, 2}, 1);
  std::map<size_t, size_t> sizes;
  for (size_t i = 0; i < 100; ++i) {
    ++sizes[parts[i]];
    EXPECT_EQ(parts[i], parts[clusters[i]]);
  }
  EXPECT_EQ(sizes[0], 80u);
  EXPECT_EQ(sizes[1], 20u);
  EXPECT_NE(split_by_cluster(views, clusters, {8, 2}, 2), parts);
  // From back to front: text i is now text 99 - i, and its cluster is named after another member.
  std::vector<std::string_view> turned(views.rbegin(), views.rend());
  std::vector<size_t> turned_clusters;
  for (size_t i = 0; i < 100; ++i) turned_clusters.push_back(i < 60 ? i : i / 4 * 4);
  const std::vector<size_t> turned_parts = split_by_cluster(turned, turned_clusters, {8, 2}, 1);
  for (size_t i = 0; i < 100; ++i) EXPECT_EQ(turned_parts[99 - i], parts[i]) << i;
}

TEST(Contamination, FindsWhereATextIsContained) {
  // kSeven has 2 of its 3 shingles in text 1 and all of them in text 2; kFive its only one in 1 and 2.
  const std::vector<std::string_view> others = {"nothing of that kind", kOther, "0 1 a b c d e f g 2 3"};
  const Contamination found = contamination({kSeven, "strange words", kFive}, others, .5);
  ASSERT_EQ(found.found.size(), 2u);
  EXPECT_EQ(found.found[0].a, 0u);
  EXPECT_EQ(found.found[0].b, 2u);
  EXPECT_DOUBLE_EQ(found.found[0].containment, 1);
  EXPECT_DOUBLE_EQ(found.found[0].jaccard, 3.0 / 7);  // text 2 has 11 words: 7 shingles
  EXPECT_EQ(found.found[1].a, 2u);
  EXPECT_EQ(found.found[1].b, 1u);
  EXPECT_DOUBLE_EQ(found.found[1].jaccard, 1.0 / 3);
  EXPECT_DOUBLE_EQ(found.share(), 2.0 / 3);
}

TEST(Contamination, TheThresholdIsTheContainment) {
  EXPECT_EQ(contamination({kSeven}, {kOther}, .66).found.size(), 1u);
  EXPECT_EQ(contamination({kSeven}, {kOther}, .67).found.size(), 0u);
  EXPECT_EQ(contamination({kSeven}, {}, .5).found.size(), 0u);
  EXPECT_EQ(contamination({}, {kSeven}, .5).share(), 0);
}

TEST(Contamination, CountsNearDuplicatesAmongTheFoundOnce) {
  const Contamination found = contamination({kSeven, kOther, "other words"}, {kSeven}, .5);
  EXPECT_EQ(found.found.size(), 2u);
  EXPECT_EQ(found.clusters_found, 1u);
}

}  // namespace
}  // namespace broch::eval
