#include "scan/input/glob.h"

#include <gtest/gtest.h>

#include <chrono>

namespace broch::scan {
namespace {

struct GlobRow {
  const char* glob;
  const char* path;
  bool expected;
};

TEST(Glob, MeansFilesAsPathsOfARuleDo) {
  const GlobRow rows[] = {
      // Without a slash, and with one inside, a glob begins at any folder.
      {"*.py", "a.py", true},
      {"*.py", "src/deep/a.py", true},
      {"*.py", "a.pyc", false},
      {"tests", "src/tests/unit/a.py", true},
      {"tests", "src/mytests/a.py", false},
      {"src/api", "vendor/src/api/a.py", true},
      {"src/*.py", "src/a.py", true},
      {"src/*.py", "src/deep/a.py", false},
      {"./src/*.py", "src/a.py", true},
      // A leading slash binds to the root.
      {"/src", "src/a.py", true},
      {"/src", "vendor/src/a.py", false},
      {"/a.py", "b/a.py", false},
      // A last slash means folders.
      {"build/", "build/x/a.js", true},
      {"build/", "src/build", false},
      {"a.py/", "a.py", false},
      // `**`.
      {"src/**/test.py", "src/test.py", true},
      {"src/**/test.py", "src/a/b/test.py", true},
      {"**/vendor/**", "x/vendor/a.c", true},
      {"**/vendor/**", "vendor/a.c", true},
      {"**/vendor/**", "x/vendor", false},
      {"/**/a.py", "x/a.py", true},
      {"a/**", "a", false},
      {"a/**/**/b", "a/b", true},
      // Sets, single characters, escapes.
      {"a?.c", "ab.c", true},
      {"a?.c", "a.c", false},
      {"[ab].c", "b.c", true},
      {"[!ab].c", "c.c", true},
      {"[^ab].c", "a.c", false},
      {"[a-c]x", "bx", true},
      {"[a-c]x", "dx", false},
      {"[]]x", "]x", true},
      {"[a-]x", "-x", true},
      {"[[:digit:]]x", "7x", true},
      {"[[:digit:]]x", "ax", false},
      {"[abc", "[abc", true},
      {"\\*.py", "*.py", true},
      {"\\*.py", "a.py", false},
      {"a\\", "a\\", true},
      // Stars stop at slashes.
      {"/a*c", "abbc", true},
      {"/a*c", "ab/c", false},
      {"/a?c", "a/c", false},
      {"*.min.*", "x/jquery.min.js", true},
      {"a*b*c", "axbxbxc", true},
      {"", "a.py", false},
      {"/", "a.py", false},
      {"**", "a/b.py", true},
  };
  for (const GlobRow& row : rows)
    EXPECT_EQ(matches(row.glob, row.path), row.expected) << row.glob << " " << row.path;
}

TEST(Glob, TakesNoLongerForAHostileGlob) {
  std::string glob, path(20'000, 'a');
  for (int i = 0; i < 200; ++i) glob += "*a";
  glob += "b";
  std::string folders, names;
  for (int i = 0; i < 300; ++i) folders += "**/a/", names += "a/";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(matches(glob, path));
  EXPECT_FALSE(matches("/" + folders + "x", names + "b"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

IgnoreRules rules(std::string_view text, std::string_view folder = "") {
  IgnoreRules out;
  out.add(text, folder);
  return out;
}

TEST(Ignore, FilesOfGit) {
  const struct {
    const char* text;
    const char* path;
    bool ignored;
  } rows[] = {
      {"*.o\n", "a/b.o", true},
      {"# *.o\n\n", "a.o", false},
      {"*.o\n!keep.o\n", "keep.o", false},
      {"!keep.o\n*.o\n", "keep.o", true},
      {"build/\n", "build/a.c", true},
      {"build/\n", "x/build/a.c", true},
      {"build/\n", "build", false},
      // Nothing below an ignored folder comes back.
      {"build/\n!build/a.c\n", "build/a.c", true},
      {"build/*\n!build/a.c\n", "build/a.c", false},
      // A slash that is not the last binds to the folder of the file.
      {"/a.c\n", "a.c", true},
      {"/a.c\n", "x/a.c", false},
      {"src/a.c\n", "x/src/a.c", false},
      {"**/src/a.c\n", "x/src/a.c", true},
      {"a/**\n", "a/b/c.c", true},
      {"\\#x\n", "#x", true},
      {"\\!x\n", "!x", true},
      {"a.c   \n", "a.c", true},
      {"a.c\\ \n", "a.c ", true},
      {"a.c\r\n", "a.c", true},
      {"*\n!*/\n!*.py\n", "d/a.py", false},
      {"*\n!*/\n!*.py\n", "d/a.js", true},
      {"**\n", "a/b.c", true},
  };
  for (const auto& row : rows)
    EXPECT_EQ(rules(row.text).ignores_file(row.path), row.ignored) << row.text << row.path;
}

TEST(Ignore, APatternCountsFromTheFolderOfItsFile) {
  const IgnoreRules below = rules("/a.c\n*.o\n", "lib");
  EXPECT_TRUE(below.ignores_file("lib/a.c"));
  EXPECT_FALSE(below.ignores_file("lib/x/a.c"));
  EXPECT_FALSE(below.ignores_file("a.c"));
  EXPECT_TRUE(below.ignores_file("lib/x/b.o"));
  EXPECT_FALSE(below.ignores_file("b.o"));
}

TEST(Ignore, TheFileThatIsReadLaterDecides) {
  IgnoreRules all = rules("*.gen.c\n");
  all.add("!*.gen.c\n", "src");
  EXPECT_TRUE(all.ignores_file("a.gen.c"));
  EXPECT_FALSE(all.ignores_file("src/a.gen.c"));
}

}  // namespace
}  // namespace broch::scan
