#include "scan/files.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/hash.h"
#include "scan/input/git.h"

namespace broch::scan {
namespace fs = std::filesystem;
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A folder of its own, removed afterwards.
class Files : public ::testing::Test {
 protected:
  Files() : root_(fs::temp_directory_path() / ("broch-files-" + random_id())) {
    fs::create_directories(root_);
  }
  ~Files() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text = "x = 1\n") {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }
  void git(const std::string& command) {
    const std::string all =
        "git -C '" + root_.string() + "' -c user.name=t -c user.email=t@t " + command + " >/dev/null 2>&1";
    ASSERT_EQ(std::system(all.c_str()), 0) << command;
  }
  /// Paths below the folder.
  std::vector<std::string> listed(const ListOptions& options = {}, const std::string& below = "") {
    list_ = *list_files({(root_ / below).string()}, options);
    std::vector<std::string> out;
    for (const SourceFile& file : list_.files)
      out.push_back(fs::path(file.path).lexically_relative(root_).string());
    return out;
  }
  /// "path: why".
  std::vector<std::string> skipped() const {
    std::vector<std::string> out;
    for (const SkippedFile& one : list_.skipped) {
      out.push_back(one.path.substr(root_.string().size() + 1) + ": " + one.why);
    }
    return out;
  }

  fs::path root_;
  FileList list_;
};

TEST_F(Files, WithoutACheckoutAllFilesBelow) {
  write("b.py");
  write("a/c.py");
  write("a/d.txt");
  write(".gitignore", "b.py\n");
  write(".git.d/x.py");
  write(".svn/x.py");
  EXPECT_THAT(listed(), ElementsAre(".git.d/x.py", "a/c.py", "b.py"));
  EXPECT_EQ(list_.other, 2u);
  EXPECT_THAT(skipped(), IsEmpty());
}

TEST_F(Files, OfNoKnownLanguageAreTakenForAnyText) {
  write("b.py");
  write("a/d.txt");
  write("a/e.kt");
  EXPECT_THAT(listed({.any_text = true}), ElementsAre("a/d.txt", "a/e.kt", "b.py"));
  EXPECT_EQ(list_.files[0].language, Language::kGeneric);
  EXPECT_EQ(list_.files[2].language, Language::kPython);
  EXPECT_EQ(list_.other, 0u);
}

TEST_F(Files, OwnIgnoreFilesLeaveOutAndSayWhat) {
  write(".brochignore", "third_party/\n*.gen.py\n");
  write("sub/.semgrepignore", "/only_here.py\n!keep.gen.py\n");
  write("third_party/a.py");
  write("a.gen.py");
  write("sub/keep.gen.py");
  write("sub/only_here.py");
  write("sub/deep/only_here.py");
  EXPECT_THAT(listed(), ElementsAre("sub/deep/only_here.py", "sub/keep.gen.py"));
  EXPECT_THAT(skipped(), ElementsAre("a.gen.py: ignored by an ignore file",
                                     "sub/only_here.py: ignored by an ignore file",
                                     "third_party/: ignored by an ignore file"));
  EXPECT_EQ(listed({.all_files = true}).size(), 5u);
}

TEST_F(Files, AnIgnoreFileIncludesOneBesideIt) {
  write(".semgrepignore", ":include .extra\n:include ../outside\nb.py\n");
  write(".extra", "a.py\n");
  write("a.py");
  write("b.py");
  write("c.py");
  EXPECT_THAT(listed(), ElementsAre("c.py"));
}

TEST_F(Files, ACheckoutIsWhatGitSays) {
  git("init -q");
  write(".gitignore", "build/\n*.log.py\n");
  write(".git/info/exclude", "private.py\n");
  write("tracked.py");
  write("new.py");
  write("private.py");
  write("build/out.py");
  write("build/forced.py");
  write("gone.py");
  write("x.log.py");
  git("add tracked.py gone.py");
  git("add -f build/forced.py");
  fs::remove(root_ / "gone.py");
  EXPECT_THAT(listed(), ElementsAre("build/forced.py", "new.py", "tracked.py"));
  EXPECT_THAT(skipped(), ElementsAre("build/out.py: ignored by git", "private.py: ignored by git",
                                     "x.log.py: ignored by git"));
}

TEST_F(Files, AFolderOfACheckoutHasTheRulesAbove) {
  git("init -q");
  write(".gitignore", "*.log.py\n");
  write(".brochignore", "/sub/skip.py\n");
  write("sub/a.py");
  write("sub/skip.py");
  write("sub/x.log.py");
  write("other.py");
  EXPECT_THAT(listed({}, "sub"), ElementsAre("sub/a.py"));
  EXPECT_THAT(skipped(),
              ElementsAre("sub/skip.py: ignored by an ignore file", "sub/x.log.py: ignored by git"));
}

TEST_F(Files, AnIgnoredFolderThatIsNamedIsScanned) {
  git("init -q");
  write(".gitignore", "vendor/\n");
  write("vendor/a.py");
  EXPECT_THAT(listed({}, "vendor"), ElementsAre("vendor/a.py"));
}

TEST_F(Files, ACheckoutBelowIsEntered) {
  git("init -q");
  write("a.py");
  fs::create_directories(root_ / "inner");
  ASSERT_EQ(std::system(("git init -q '" + (root_ / "inner").string() + "'").c_str()), 0);
  write("inner/b.py");
  write("inner/.gitignore", "c.py\n");
  write("inner/c.py");
  EXPECT_THAT(listed(), ElementsAre("a.py", "inner/b.py"));
}

TEST_F(Files, ASubmoduleThatIsNotThereIsAnEmptyFolder) {
  git("init -q");
  write("a.py");
  fs::create_directories(root_ / "sub");
  git("update-index --add --cacheinfo 160000,1234567890123456789012345678901234567890,sub");
  EXPECT_THAT(listed(), ElementsAre("a.py"));
  EXPECT_THAT(skipped(), ElementsAre());
}

TEST_F(Files, LinksAreNeverFollowed) {
  write("real/a.py");
  fs::create_symlink(root_ / "real/a.py", root_ / "link.py");
  fs::create_symlink("/", root_ / "everything");
  EXPECT_THAT(listed(), ElementsAre("real/a.py"));
  EXPECT_THAT(skipped(), ElementsAre("link.py: a symbolic link"));
}

TEST_F(Files, ATrackedPathBehindALinkIsNotRead) {
  git("init -q");
  write("dir/a.py");
  git("add dir/a.py");
  fs::remove_all(root_ / "dir");
  fs::create_directories(root_ / "secret");
  write("secret/a.py");
  fs::create_symlink(root_ / "secret", root_ / "dir");
  EXPECT_THAT(listed(), ElementsAre("secret/a.py"));
  EXPECT_THAT(skipped(), ElementsAre("dir/a.py: a symbolic link"));
}

TEST_F(Files, NothingThatTheCheckoutNamesIsRun) {
  git("init -q");
  write("a.py");
  git("add a.py");
  git("commit -q -m x");
  const std::string marker = (root_ / "ran").string();
  git("config core.fsmonitor 'touch " + marker + "; false'");
  git("config filter.evil.clean 'touch " + marker + "; cat'");
  git("config diff.evil.command 'touch " + marker + "'");
  git("config diff.evil.textconv 'touch " + marker + "; cat'");
  write(".gitattributes", "*.py filter=evil diff=evil\n");
  fs::remove(marker);
  write("a.py", "y = 2\n");
  EXPECT_THAT(listed(), ElementsAre("a.py"));
  const auto checkout = Git::open(root_.string());
  ASSERT_TRUE(checkout);
  const auto diff = checkout->diff_from("HEAD");
  ASSERT_TRUE(diff) << diff.error().to_string();
  EXPECT_THAT(*diff, HasSubstr("\n+y = 2\n"));
  EXPECT_FALSE(fs::exists(marker));
}

TEST_F(Files, ABaseIsACommit) {
  git("init -q");
  write("a.py");
  git("add a.py");
  git("commit -q -m x");
  const auto checkout = Git::open(root_.string());
  ASSERT_TRUE(checkout);
  for (const char* base : {"", "--output=/tmp/x", "nonsense", "HEAD:a.py"}) {
    const auto diff = checkout->diff_from(base);
    ASSERT_FALSE(diff) << base;
    EXPECT_EQ(diff.error().kind, ErrorKind::kUsage) << base;
  }
}

TEST_F(Files, TheLimitIsSaid) {
  for (int i = 0; i < 5; ++i) write("f" + std::to_string(i) + ".py");
  EXPECT_EQ(listed({.max_files = 3}).size(), 3u);
  EXPECT_THAT(skipped(), ElementsAre(": more than 3 files; the rest is not scanned"));
}

TEST_F(Files, AFileThatIsNamedIsScannedWhateverItIs) {
  write(".brochignore", "*\n");
  write("a.py", "# @generated\nx = 1\n");
  const std::string path = (root_ / "a.py").string();
  const FileList list = *list_files({path, root_.string()});
  ASSERT_EQ(list.files.size(), 1u);
  EXPECT_TRUE(list.files[0].named);
  EXPECT_TRUE(read_source(list.files[0], 1000));
  EXPECT_FALSE(read_source({path, Language::kPython}, 1000));
  EXPECT_TRUE(read_source({path, Language::kPython}, 1000, true));
}

TEST_F(Files, WhatIsNotReadSaysWhy) {
  write("binary.py", std::string("x\0y", 3));
  write("large.py", std::string(2000, 'x'));
  const auto why = [&](const std::string& path) {
    return read_source({(root_ / path).string(), Language::kPython}, 1000).error().what;
  };
  EXPECT_EQ(why("binary.py"), "binary");
  EXPECT_EQ(why("large.py"), "larger than 1000 bytes");
  EXPECT_THAT(why("absent.py"), HasSubstr("cannot open"));
}

TEST_F(Files, OneThatIsNamedIsReadWhateverIsInIt) {
  write("nul.js", std::string("/* \0 */ f();\n", 13));
  const std::string path = (root_ / "nul.js").string();
  EXPECT_TRUE(read_source({path, Language::kJavaScript, true}, 1000));
  EXPECT_FALSE(read_source({path, Language::kJavaScript}, 1000));
}

TEST(WrittenByProgram, ByNameLinesAndComment) {
  EXPECT_EQ(written_by_program("x/a.min.js", "f();\n"), "minified");
  EXPECT_EQ(written_by_program("a.js", std::string(5000, 'x')), "minified");
  EXPECT_EQ(written_by_program("a.js", "// Code generated by tool. DO NOT EDIT.\nf();\n"), "generated");
  EXPECT_EQ(written_by_program("a.py", "# @generated\n"), "generated");
  EXPECT_EQ(written_by_program("a.py", "x = '@generated'\n"), "");
  EXPECT_EQ(written_by_program("a.py", "# generated by hand\n"), "");
  // One long line in a file of short ones is data in code.
  std::string table = std::string(5000, 'x') + "\n";
  for (int i = 0; i < 100; ++i) table += "f();\n";
  EXPECT_EQ(written_by_program("a.js", table), "");
  EXPECT_EQ(written_by_program("a.js", std::string(30, '\n') + "// @generated\n"), "") << "not near the top";
}

}  // namespace
}  // namespace broch::scan
