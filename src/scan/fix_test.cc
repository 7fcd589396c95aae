#include "scan/fix.h"

#include <gmock/gmock.h>

namespace broch::scan {
namespace {

using ::testing::HasSubstr;

Finding replacing(std::string_view text, std::string_view code, std::string fix) {
  Finding finding;
  const size_t at = text.find(code);
  finding.span = {at, at + code.size()};
  finding.fix = std::move(fix);
  return finding;
}

TEST(Fix, AppliesWhatDoesNotOverlap) {
  const std::string text = "a = f(1)\nb = f(g(2))\n";
  const auto fixed = apply_fixes(
      text,
      {replacing(text, "f(1)", "h(1)"), replacing(text, "f(g(2))", "h(2)"), replacing(text, "g(2)", "k(2)")},
      Language::kPython);
  ASSERT_TRUE(fixed) << fixed.error().to_string();
  EXPECT_EQ(fixed->text, "a = h(1)\nb = h(2)\n");
  EXPECT_EQ(fixed->edits.size(), 2u);
  EXPECT_EQ(fixed->overlapping, 1u);
}

TEST(Fix, TwoRulesThatWantTheSameAreOne) {
  const std::string text = "f(1)\n";
  const auto fixed = apply_fixes(text, {replacing(text, "f(1)", "h(1)"), replacing(text, "f(1)", "h(1)")},
                                 Language::kPython);
  ASSERT_TRUE(fixed);
  EXPECT_EQ(fixed->text, "h(1)\n");
  EXPECT_EQ(fixed->overlapping, 0u);
}

TEST(Fix, NothingToFixIsTheText) {
  const auto fixed = apply_fixes("f((\n", {Finding{}}, Language::kPython);
  ASSERT_TRUE(fixed);
  EXPECT_EQ(fixed->text, "f((\n");
}

TEST(Fix, RefusesWhatWouldNotParse) {
  const std::string text = "x = f(1)\n";
  const auto fixed = apply_fixes(text, {replacing(text, "f(1)", "h(1))(")}, Language::kPython);
  ASSERT_FALSE(fixed);
  EXPECT_THAT(fixed.error().what, HasSubstr("would not parse"));
}

TEST(Fix, RefusesATextThatDoesNotParse) {
  const std::string text = "x = f(1)\ny = ((\n";
  const auto fixed = apply_fixes(text, {replacing(text, "f(1)", "h(1)")}, Language::kPython);
  ASSERT_FALSE(fixed);
  EXPECT_THAT(fixed.error().what, HasSubstr("does not parse"));
}

Edit edit(std::string_view text, std::string_view code, std::string by) {
  const size_t at = text.find(code);
  return {{at, at + code.size()}, std::move(by)};
}

TEST(UnifiedDiff, OneHunkForNeighbours) {
  const std::string text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  EXPECT_EQ(unified_diff("a.txt", text, {edit(text, "5", "five"), edit(text, "7", "7\n7a")}),
            "--- a/a.txt\n+++ b/a.txt\n@@ -2,8 +2,9 @@\n 2\n 3\n 4\n-5\n+five\n 6\n-7\n+7\n+7a\n 8\n 9\n");
}

TEST(UnifiedDiff, TwoHunksCountTheLinesOfTheFirst) {
  std::string text;
  for (int i = 10; i < 40; ++i) text += std::to_string(i) + "\n";
  const std::string diff = unified_diff("a", text, {edit(text, "12\n", ""), edit(text, "38", "x")});
  EXPECT_THAT(diff, HasSubstr("@@ -1,6 +1,5 @@\n 10\n 11\n-12\n 13\n 14\n 15\n"));
  EXPECT_THAT(diff, HasSubstr("@@ -26,5 +25,5 @@\n 35\n 36\n 37\n-38\n+x\n 39\n"));
}

TEST(UnifiedDiff, SaysThatTheLastLineHasNoEnd) {
  EXPECT_EQ(unified_diff("a", "x\ny", {{{2, 3}, "z"}}),
            "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n"
            "\\ No newline at end of file\n");
  EXPECT_EQ(unified_diff("a", "x", {}), "");
}

}  // namespace
}  // namespace broch::scan
