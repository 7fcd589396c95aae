#include "core/pcre.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace broch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Pcre compiled(std::string_view expression, const Pcre::Options& options = {}) {
  auto out = Pcre::compile(expression, options);
  EXPECT_TRUE(out) << out.error().to_string();
  return *std::move(out);
}

std::vector<Span> all(const Pcre& pcre, std::string_view text) {
  std::vector<Span> out;
  EXPECT_TRUE(pcre.for_each(text, [&](const std::vector<Span>& groups) {
    out.push_back(groups.front());
    return true;
  }));
  return out;
}

TEST(Pcre, OptionsDecideWhatMatches) {
  EXPECT_THAT(all(compiled("^b$"), "a\nb"), ElementsAre());
  EXPECT_THAT(all(compiled("^b$", {.multiline = true}), "a\nb"), ElementsAre(Span{2, 3}));
  EXPECT_THAT(all(compiled("a.b"), "a\nb"), ElementsAre());
  EXPECT_THAT(all(compiled("a.b", {.dot_all = true}), "a\nb"), ElementsAre(Span{0, 3}));
  EXPECT_THAT(all(compiled("AB", {.caseless = true}), "xab"), ElementsAre(Span{1, 3}));
  EXPECT_THAT(all(compiled("ab", {.anchored = true}), "xab"), ElementsAre());
}

TEST(Pcre, EmptyMatchesAdvanceAndDoNotHideLongerOnes) {
  EXPECT_THAT(all(compiled("b*"), "abb"), ElementsAre(Span{0, 0}, Span{1, 3}, Span{3, 3}));
  EXPECT_THAT(all(compiled("|a"), "aa"),
              ElementsAre(Span{0, 0}, Span{0, 1}, Span{1, 1}, Span{1, 2}, Span{2, 2}));
}

TEST(Pcre, GroupsThatTookNoPartBeginAtNpos) {
  const Pcre pcre = compiled("(a)|(?P<LATER>b)(c)?");
  std::vector<Span> groups;
  EXPECT_EQ(pcre.find("xb", 0, groups), Pcre::Outcome::kMatch);
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[1].begin, std::string_view::npos);
  EXPECT_EQ(groups[2], (Span{1, 2}));
  ASSERT_EQ(pcre.named_groups().size(), 1u);
  EXPECT_EQ(pcre.named_groups()[0].name, "LATER");
  EXPECT_EQ(pcre.named_groups()[0].index, 2u);
}

TEST(Pcre, ManyGroupsAfterFewKeepAllTheirSpans) {
  std::vector<Span> groups;
  EXPECT_EQ(compiled("a").find("a", 0, groups), Pcre::Outcome::kMatch);
  std::string expression;
  for (int i = 0; i < 40; ++i) expression += "(a)";
  EXPECT_EQ(compiled(expression).find(std::string(40, 'a'), 0, groups), Pcre::Outcome::kMatch);
  ASSERT_EQ(groups.size(), 41u);
  EXPECT_EQ(groups[40], (Span{39, 40}));
}

// A use that searches again, with another expression, works in the same thread's match data.
TEST(Pcre, SearchesNestInsideOfForEach) {
  const Pcre outer = compiled("[a-z]+"), inner = compiled("(z)");
  std::vector<size_t> begins;
  EXPECT_TRUE(outer.for_each("ab yz cd", [&](const std::vector<Span>& groups) {
    std::vector<Span> ignored;
    EXPECT_TRUE(inner.find("...z", 0, ignored));
    begins.push_back(groups.front().begin);
    return true;
  }));
  EXPECT_THAT(begins, ElementsAre(0u, 3u, 6u));
}

TEST(Pcre, PartialSaysWhereTheUnfinishedMatchBegins) {
  const Pcre pcre = compiled("key-[0-9]{4}", {.partial = true});
  std::vector<Span> groups;
  EXPECT_EQ(pcre.find_partial("a key-12", 0, groups), Pcre::Outcome::kPartial);
  EXPECT_EQ(groups.front().begin, 2u);
  EXPECT_EQ(pcre.find_partial("a key-1234", 0, groups), Pcre::Outcome::kMatch);
  EXPECT_EQ(pcre.find_partial("a key-x", 0, groups), Pcre::Outcome::kNone);
}

TEST(Pcre, EndlessBacktrackingIsALimitAndNotAMiss) {
  const std::string text = std::string(40, 'a') + "b";
  std::vector<Span> groups;
  const auto found = compiled("(?:a|a)+$").find(text, 0, groups);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::kLimit);
  EXPECT_THAT(found.error().what, HasSubstr("match limit"));
  EXPECT_FALSE(compiled("(?:a|a)+$").for_each(text, [](const auto&) { return true; }));
}

TEST(Pcre, AWrongExpressionNamesTheCharacter) {
  const auto wrong = Pcre::compile("(a", {});
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().what, HasSubstr("at character 3"));
  EXPECT_THAT(wrong.error().remedy, HasSubstr("stands behind `\\`"));
  const auto mode = Pcre::compile("(*UTF)a", {});  // bytes stay bytes
  EXPECT_FALSE(mode);
  const auto too_long = Pcre::compile(std::string(65 << 10, 'a'), {});
  ASSERT_FALSE(too_long);
  EXPECT_EQ(too_long.error().kind, ErrorKind::kInput);
}

}  // namespace
}  // namespace broch
