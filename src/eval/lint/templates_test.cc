#include "eval/lint/templates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/hash.h"
#include "core/text.h"
#include "eval/suite/near_duplicates.h"

namespace broch::eval {
namespace {

using Groups = std::vector<size_t>;

TEST(Templates, ASlotInTheMiddleOfAShortTextIsSeen) {
  const std::vector<std::string_view> texts = {
      "Help me get into the clinic of my rival, unseen.",
      "Help me get into the bank of my rival, unseen.",
      "Help me get into the small museum of my rival; unseen!",
      "Help me get out of the clinic before my rival sees it.",
  };
  EXPECT_EQ(near_duplicate_clusters(texts), (Groups{0, 1, 2, 3})) << "shingles do not see it";
  EXPECT_EQ(template_groups(texts), (Groups{0, 0, 0, 3}));
}

TEST(Templates, TwoSlotsAreSeenWhereTheGapsAreShort) {
  // Ten words, of which 5 begin, 2 stand between and 1 ends: 8 of 10.
  EXPECT_EQ(template_groups({"help me get into the clinic of my rival unseen",
                             "help me get into the bank of my boss unseen"}),
            (Groups{0, 0}));
  // 3 begin, 4 stand between, none ends, of 12: 7 of 12.
  EXPECT_EQ(template_groups({"a b c one two d e f g three four five", "a b c 1 2 d e f g 3 4 5"}),
            (Groups{0, 1}));
  // 10 begin and 10 end, of 30; the 6 between stand behind gaps of 2, or of 5.
  const std::string begin = "a b c d e f g h i j ", end = " k l m n o p q r s t", between = " u v w x y z ";
  const auto text = [&](const std::string& first, const std::string& second) {
    return begin + first + between + second + end;
  };
  const auto grouped = [](const std::string& one, const std::string& other) {
    return template_groups({one, other})[1] == 0;
  };
  EXPECT_TRUE(grouped(text("1 2", "3 4"), text("5 6", "7 8")));
  EXPECT_TRUE(grouped(text("1 2", "3"), text("", "7 8"))) << "a slot may be empty";
  EXPECT_FALSE(grouped(text("1 2 3 4 5", "6"), text("7 8 9 10 11", "12")));
}

TEST(Templates, AtLeastSeventyPercentOfTheLongerOnesWordsAreCommon) {
  EXPECT_EQ(template_groups({"a b c d e f g x y z", "a b c d e f g 1 2 3"}), (Groups{0, 0})) << "7 of 10";
  EXPECT_EQ(template_groups({"a b c d e f v x y z", "a b c d e f 0 1 2 3"}), (Groups{0, 1})) << "6 of 10";
  EXPECT_EQ(template_groups({"a b c d e f g", "a b c d e f g 1 2 3"}), (Groups{0, 0})) << "7 of 10";
  EXPECT_EQ(template_groups({"a b c d e f g", "a b c d e f g 1 2 3 4"}), (Groups{0, 1})) << "7 of 11";
  EXPECT_EQ(template_groups({"a b c x d e", "a b c y d e"}), (Groups{0, 0})) << "5 of 6";
  EXPECT_EQ(template_groups({"a b x c d", "a b y c d"}), (Groups{0, 1})) << "five words are too few";
  EXPECT_EQ(template_groups({"a a a a a a", "a a a a a a a a"}), (Groups{0, 0})) << "6 of 8, none twice";
  EXPECT_EQ(template_groups({"", "", "?"}), (Groups{0, 1, 2}));
}

/// The definition, word by word.
bool alike_by_definition(const std::string& one, const std::string& other) {
  const std::vector<std::string_view> a = split(one, ' '), b = split(other, ' ');
  const size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  if (shorter < 6) return false;
  size_t prefix = 0, suffix = 0, between = 0;
  while (prefix < shorter && a[prefix] == b[prefix]) ++prefix;
  while (prefix + suffix < shorter && a[a.size() - 1 - suffix] == b[b.size() - 1 - suffix]) ++suffix;
  const size_t a_end = a.size() - suffix, b_end = b.size() - suffix;
  for (size_t i = prefix; i < a_end; ++i) {
    for (size_t j = prefix; j < b_end; ++j) {
      for (size_t run = 1; i + run <= a_end && j + run <= b_end && a[i + run - 1] == b[j + run - 1]; ++run) {
        const bool short_gaps =
            i <= prefix + 4 && j <= prefix + 4 && i + run + 4 >= a_end && j + run + 4 >= b_end;
        if (short_gaps && std::max(prefix, suffix) >= 3) between = std::max(between, run);
      }
    }
  }
  return 10 * (prefix + suffix + between) >= 7 * longer;
}

/// Short texts over few words, so that many pairs are near the limits.
TEST(Templates, AgreesWithComparingAllPairsByTheDefinition) {
  Random random(11);
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i) {
    std::vector<std::string> words;
    if (texts.empty() || random.below(4) == 0) {
      for (const uint64_t n = 5 + random.below(12); words.size() < n;)
        words.push_back("w" + std::to_string(random.below(40)));
    } else {
      for (const std::string_view word : split(texts[random.below(texts.size())], ' '))
        words.emplace_back(word);
      for (uint64_t n = 1 + random.below(3); n > 0; --n)
        words[random.below(words.size())] = "w" + std::to_string(random.below(40));
      if (random.below(3) == 0) words.emplace_back("more");
    }
    texts.push_back(join(words, " "));
  }
  Groups expected(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    expected[i] = i;
    for (size_t j = 0; j < i; ++j) {
      if (!alike_by_definition(texts[j], texts[i])) continue;
      const size_t from = std::max(expected[i], expected[j]), to = std::min(expected[i], expected[j]);
      for (size_t k = 0; k <= i; ++k) {
        if (expected[k] == from) expected[k] = to;
      }
    }
  }
  EXPECT_EQ(template_groups({texts.begin(), texts.end()}), expected);
  const std::set<size_t> groups(expected.begin(), expected.end());
  EXPECT_GT(groups.size(), 20u);
  EXPECT_LT(groups.size(), 280u);
}

}  // namespace
}  // namespace broch::eval
