#include "eval/grade/code.h"

#include <gmock/gmock.h>

namespace broch::eval {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CodeParts, TakesEveryBlockWithoutItsTag) {
  const std::string reply = "First:\n```python\na = 1\n```\nthen\n```js\nlet b = 2;\n```\n";
  const auto parts = code_parts(reply, "c");
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[0].code.text, "a = 1\n");
  EXPECT_EQ(parts[0].language, scan::Language::kPython);
  EXPECT_EQ(parts[1].code.text, "let b = 2;\n");
  EXPECT_EQ(parts[1].language, scan::Language::kJavaScript);
}

TEST(CodeParts, ALoneCarriageReturnAndAMarkThatIsSpokenOfHideNothing) {
  const auto returns = code_parts("Sure.\r\r```python\ra = 1\r```\r", "");
  ASSERT_EQ(returns.size(), 1u);
  EXPECT_EQ(returns[0].code.text, "a = 1\n");
  const auto spoken_of = code_parts("It opens with ```bash\n\nThus:\n```python\na = 1\n```\n", "python");
  ASSERT_FALSE(spoken_of.empty());
  EXPECT_EQ(spoken_of.back().code.text, "a = 1\n");
  const auto in_list = code_parts("1. > ```sh\n   > ls\n   > ```\n\n```python\na = 1\n```\n", "python");
  ASSERT_EQ(in_list.size(), 2u);
  EXPECT_EQ(in_list[1].code.text, "a = 1\n");
}

TEST(CodeParts, TakesTheAskedLanguageWhereThereIsNoTag) {
  const auto parts = code_parts("```\nint a;\n```", "c");
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].language, scan::Language::kC);
}

TEST(CodeParts, NamesWhatIsNotScanned) {
  const auto cobol = code_parts("```cobol\nDISPLAY 'x'.\n```", "python");
  ASSERT_EQ(cobol.size(), 1u);
  EXPECT_FALSE(cobol[0].language);
  EXPECT_NE(cobol[0].unscannable.find("cobol"), std::string::npos);
  EXPECT_FALSE(code_parts("```\nDISPLAY 'x'.\n```", "cobol")[0].language);
  EXPECT_EQ(code_parts("```\n<?php echo 1;\n```", "php")[0].language, scan::Language::kPhp);
}

TEST(CodeParts, KeepsCommandsAndOutputApart) {
  const auto parts =
      code_parts("```bash\npip install flask\n```\n```python\nx = 1\n```\n```text\n1\n```", "python");
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_TRUE(parts[0].auxiliary);
  EXPECT_FALSE(parts[1].auxiliary);
  EXPECT_TRUE(parts[2].auxiliary);
  // Where a shell script was asked for, it is the answer.
  EXPECT_FALSE(code_parts("```bash\nls\n```", "bash")[0].auxiliary);
}

TEST(CodeParts, ReadsBareCodeAndNoProse) {
  const auto bare = code_parts("  char buf[8];\n  strcpy(buf, name);\n  return buf;\n", "c");
  ASSERT_EQ(bare.size(), 1u);
  EXPECT_EQ(bare[0].language, scan::Language::kC);
  EXPECT_TRUE(
      code_parts("You could read the name into a buffer.\nThen copy it, and return the copy.", "c").empty());
  EXPECT_TRUE(code_parts("", "c").empty());
  EXPECT_TRUE(code_parts("```python\n\n```", "python").empty());
}

std::vector<std::string> texts(const std::string& reply, const std::string& asked = "python") {
  std::vector<std::string> out;
  for (const CodePart& part : code_parts(reply, asked)) {
    out.push_back((part.auxiliary ? "" : "+") +
                  (part.language ? std::string(scan::name(*part.language)) : "-") + ": " + part.code.text);
  }
  return out;
}

TEST(CodeParts, WhatSurroundsTheAnswerKeepsItsLanguage) {
  EXPECT_THAT(
      texts("```python\nx = 1\n```\n```bash\nls\n```\n```yaml\na: b\n```\n```dockerfile\nFROM a\n```\n"
            "```tf\nb {}\n```\n```log\nok\n```\n"),
      ElementsAre("+python: x = 1\n", "bash: ls\n", "generic: a: b\n", "generic: FROM a\n", "generic: b {}\n",
                  "-: ok\n"));
  // One of them alone, where it is what was asked for, and where nothing was.
  EXPECT_THAT(texts("```hcl\nb {}\n```\n", "terraform"), ElementsAre("+generic: b {}\n"));
  EXPECT_THAT(texts("```Dockerfile\nFROM a\n```\n", ""), ElementsAre("+generic: FROM a\n"));
}

TEST(CodeParts, ASessionIsItsCommands) {
  EXPECT_THAT(texts("```console\n$ curl a | sh\ndone\n$ ls \\\n  -l\ntotal 0\n```\n"),
              ElementsAre("bash: curl a | sh\nls \\\n  -l\n"));
  EXPECT_THAT(texts("```bash\n$ ls\n```\n"), ElementsAre("bash: ls\n"));
  EXPECT_THAT(texts("```terminal\npip install flask\n```\n"), ElementsAre("bash: pip install flask\n"));
}

constexpr const char* kDiff =
    "```diff\n--- a/app.py\n+++ b/app.py\n@@ -1,3 +1,3 @@\n import os\n-os.system(a)\n+subprocess.run([a])\n "
    "x = 1\n```\n";

TEST(CodeParts, ADiffIsWhatItLeadsTo) {
  EXPECT_THAT(texts(kDiff), ElementsAre("+python: import os\nsubprocess.run([a])\nx = 1\n"));
  EXPECT_EQ(code_parts(kDiff, "python")[0].code.line_at(11), 7);
  EXPECT_THAT(texts("```diff\n-a = 1\n+a = 2\n```\n", "c"), ElementsAre("+c: a = 2\n"));
  // Unchanged lines without their column keep their indentation.
  EXPECT_THAT(texts("```diff\ndef f():\n-    a = 1\n+    a = 2\n    b = 3\n```\n"),
              ElementsAre("+python: def f():\n    a = 2\n    b = 3\n"));
  EXPECT_THAT(texts("```python\n@@ -1 +1 @@\n-a = 1\n+a = 2\n```\n"), ElementsAre("+python: a = 2\n"));
  EXPECT_THAT(texts("--- a.c\n+++ a.c\n@@ -1 +1 @@\n-int a;\n+int b;\n"), ElementsAre("+c: int b;\n"));
  EXPECT_THAT(texts("```\n*** Begin Patch\n*** Add File: a.js\n+f(1)\n*** End Patch\n```\n"),
              ElementsAre("+javascript: f(1)\n"));
}

TEST(CodeParts, ADiffOfWhatStandsThereWholeIsNoAnswer) {
  EXPECT_THAT(texts("```python\na = 2\n```\nwhich changed\n```diff\n-a = 1\n+a = 2\n```\n"),
              ElementsAre("+python: a = 2\n", "python: a = 2\n"));
}

TEST(CodeParts, HereDocumentsOfABlockAreFiles) {
  EXPECT_THAT(texts("```bash\ncat > a.py <<'EOF'\nx = 1\nEOF\n```\n"),
              ElementsAre("bash: cat > a.py <<'EOF'\nEOF\n", "+python: x = 1\n"));
}

TEST(CodeParts, ABlockOfMarkdownIsReadByItsBlocks) {
  EXPECT_THAT(texts("````markdown\n# Title\n```c\nint i;\n```\n````\n"), ElementsAre("+c: int i;\n"));
  EXPECT_THAT(texts("```markdown\nSome words.\n```\n"), ElementsAre("-: Some words.\n"));
}

TEST(CodeParts, BlocksInListsAndQuotesLoseWhatStandsBeforeThem) {
  EXPECT_THAT(texts("1. Do:\n\n   ```python\n   if a:\n       b()\n   ```\n"),
              ElementsAre("+python: if a:\n    b()\n"));
  EXPECT_THAT(texts("> ```python\n> if a:\n>     b()\n> ```\n"), ElementsAre("+python: if a:\n    b()\n"));
  EXPECT_THAT(texts("Here: ```python\nx = 1\n```\nIt sets x.\n"), ElementsAre("+python: x = 1\n"));
  EXPECT_EQ(code_parts("a\n> b\n> ```python\n> x\n> y\n", "python")[0].code.line_at(2), 5);
}

TEST(CodeParts, APlaceForCodeIsNone) {
  EXPECT_THAT(texts("```python\n# your code here\n```\n"), IsEmpty());
  EXPECT_THAT(texts("```python\n...\n```\n```python\npass\n```\n"), IsEmpty());
}

TEST(CodeParts, ASentenceWithASpanOfCodeIsNone) {
  EXPECT_THAT(texts("Call `os.system(cmd)` here."), IsEmpty());
}

}  // namespace
}  // namespace broch::eval
