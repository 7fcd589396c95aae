#include "scan/input/diff.h"

#include <gmock/gmock.h>

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// "path:2,3" for each file; "path:binary".
std::vector<std::string> summary(std::string_view diff) {
  const auto files = parse_diff(diff, "x.diff");
  EXPECT_TRUE(files) << files.error().to_string();
  std::vector<std::string> out;
  if (!files) return out;
  for (const ChangedFile& file : *files) {
    std::string text = file.path + ":";
    if (file.binary) text += "binary";
    for (size_t i = 0; i < file.added.size(); ++i)
      text += (i ? "," : "") + std::to_string(file.added[i].line);
    out.push_back(text);
  }
  return out;
}

TEST(Diff, LinesOfGitWithoutContext) {
  EXPECT_THAT(summary("diff --git a/src/a.py b/src/a.py\nindex 1..2 100644\n--- a/src/a.py\n+++ b/src/a.py\n"
                      "@@ -1 +1,2 @@ def f():\n-x\n+y\n+z\n@@ -9,0 +11 @@\n+w\n"
                      "diff --git a/b.c b/b.c\n--- a/b.c\n+++ b/b.c\n@@ -3,2 +2,0 @@\n-p\n-q\n"),
              ElementsAre("src/a.py:1,2,11", "b.c:"));
}

TEST(Diff, ContextLinesCountButAreNotAdded) {
  const auto files = parse_diff(
      "--- old/a.c\t2026-01-01\n+++ new/a.c\t2026-01-02\n@@ -1,4 +1,4 @@\n a\n-b\n+B\r\n c\n\n", "d");
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 1u);
  EXPECT_EQ(files->front().path, "new/a.c");
  ASSERT_EQ(files->front().added.size(), 1u);
  EXPECT_EQ(files->front().added[0].line, 2);
  EXPECT_EQ(files->front().added[0].text, "B");
}

TEST(Diff, NewRenamedDeletedAndBinaryFiles) {
  EXPECT_THAT(
      summary(
          "diff --git a/n.c b/n.c\nnew file mode 100644\n--- /dev/null\n+++ b/n.c\n@@ -0,0 +1 @@\n+x\n"
          "\\ No newline at end of file\n"
          "diff --git a/o.c b/p.c\nsimilarity index 90%\nrename from o.c\nrename to p.c\n--- a/o.c\n"
          "+++ b/p.c\n@@ -5 +5 @@\n-x\n+y\n"
          "diff --git a/d.c b/d.c\ndeleted file mode 100644\n--- a/d.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
          "diff --git a/i.c b/i.c\nBinary files a/i.c and b/i.c differ\n"),
      ElementsAre("n.c:1", "p.c:5", "i.c:binary"));
}

TEST(Diff, ContentThatReadsLikeAHeaderIsContent) {
  EXPECT_THAT(
      summary(
          "--- a/a.sql\n+++ b/a.sql\n@@ -1,2 +1,3 @@\n--- a/evil.c\n+++ b/evil.c\n+@@ -1 +1 @@\n+x\n-y\n"),
      ElementsAre("a.sql:1,2,3"));
}

TEST(Diff, NamesThatGitQuotes) {
  EXPECT_THAT(summary("--- \"a/tab\\there\\303\\244\\\".c\"\n+++ \"b/tab\\there\\303\\244\\\".c\"\n@@ -1 +1 "
                      "@@\n-x\n+y\n"),
              ElementsAre("tab\there\xc3\xa4\".c:1"));
}

TEST(Diff, PrefixesOnlyWhereThereAreSome) {
  EXPECT_THAT(summary("--- i/x.c\n+++ w/x.c\n@@ -1 +1 @@\n-x\n+y\n"), ElementsAre("x.c:1"));
  EXPECT_THAT(summary("--- src/x.c\n+++ src/x.c\n@@ -1 +1 @@\n-x\n+y\n"), ElementsAre("src/x.c:1"));
}

TEST(Diff, OneEntryForAFileThatOccursTwice) {
  EXPECT_THAT(
      summary("--- a/x.c\n+++ b/x.c\n@@ -8 +8 @@\n-x\n+y\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-x\n+y\n"),
      ElementsAre("x.c:1,8"));
}

TEST(Diff, ProseAroundDiffsIsPassedOver) {
  EXPECT_THAT(summary("From: me\n\nFixes the thing.\n---\n a.c | 2 +-\n\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 "
                      "@@\n-x\n+y\n-- \n2.39\n"),
              ElementsAre("a.c:1"));
  EXPECT_THAT(summary(""), IsEmpty());
}

TEST(Diff, ATextWithoutAnyDiffIsAnErrorUnlessItIsEmpty) {
  const auto prose = parse_diff("fatal: bad revision\n", "x.diff");
  ASSERT_FALSE(prose);
  EXPECT_THAT(prose.error().what, testing::HasSubstr("no diff"));
  EXPECT_FALSE(parse_diff("@@ -1 +1 @@\n-x\n+y\n", "x.diff"));
  EXPECT_THAT(summary(""), testing::IsEmpty());
  EXPECT_THAT(summary("diff --git a/a.py b/a.py\nold mode 100644\nnew mode 100755\n"), testing::IsEmpty());
}

TEST(Diff, AHunkThatIsCutOffIsAnError) {
  for (const char* diff : {"--- a/a.c\n+++ b/a.c\n@@ -1 +1,3 @@\n-x\n+y\n",
                           "--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n-x\n+y\ndiff\n"}) {
    const auto files = parse_diff(diff, "x.diff");
    ASSERT_FALSE(files) << diff;
    EXPECT_THAT(files.error().to_string(), HasSubstr("x.diff:3"));
  }
}

TEST(Diff, TouchesAnyLineBetween) {
  const std::vector<AddedLine> lines{{3, ""}, {9, ""}};
  EXPECT_TRUE(touches(lines, 3, 3));
  EXPECT_TRUE(touches(lines, 1, 4));
  EXPECT_TRUE(touches(lines, 4, 20));
  EXPECT_FALSE(touches(lines, 4, 8));
  EXPECT_FALSE(touches(lines, 10, 12));
  EXPECT_FALSE(touches({}, 1, 5));
}

}  // namespace
}  // namespace broch::scan
