#include "eval/grade/code.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

std::string body(const std::string& reply, const CodePart& part) {
  return reply.substr(part.span.begin, part.span.size());
}

TEST(CodeParts, TakesEveryBlockWithoutItsTag) {
  const std::string reply = "First:\n```python\na = 1\n```\nthen\n```js\nlet b = 2;\n```\n";
  const auto parts = code_parts(reply, "c");
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(body(reply, parts[0]), "a = 1\n");
  EXPECT_EQ(parts[0].language, scan::Language::kPython);
  EXPECT_EQ(body(reply, parts[1]), "let b = 2;\n");
  EXPECT_EQ(parts[1].language, scan::Language::kJavaScript);
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

TEST(LooksLikeCode, TellsFragmentsFromSentences) {
  EXPECT_TRUE(looks_like_code("for i in range(3):\n    print(i)"));
  EXPECT_TRUE(looks_like_code("    $user = $_GET['u'];\n    echo $user;"));
  EXPECT_TRUE(
      looks_like_code(" * Encrypts a text.\n *\n * @param text what to encrypt\n */\nreturn crypt(text)"));
  EXPECT_TRUE(looks_like_code("    user = User(\n        name='pat',\n        mail='pat@example.org')"));
  EXPECT_FALSE(looks_like_code("For a small form, use a library.\nReturn the object to its caller."));
  EXPECT_FALSE(looks_like_code("I cannot help with that (it is unsafe)."));
}

}  // namespace
}  // namespace broch::eval
