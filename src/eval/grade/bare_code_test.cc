#include "eval/grade/bare_code.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

TEST(LooksLikeCode, TellsFragmentsFromSentences) {
  EXPECT_TRUE(looks_like_code("for i in range(3):\n    print(i)"));
  EXPECT_TRUE(looks_like_code("    $user = $_GET['u'];\n    echo $user;"));
  EXPECT_TRUE(
      looks_like_code(" * Encrypts a text.\n *\n * @param text what to encrypt\n */\nreturn crypt(text)"));
  EXPECT_TRUE(looks_like_code("    user = User(\n        name='pat',\n        mail='pat@example.org')"));
  EXPECT_FALSE(looks_like_code("For a small form, use a library.\nReturn the object to its caller."));
  EXPECT_FALSE(looks_like_code("I cannot help with that (it is unsafe)."));
}

TEST(LooksLikeCode, ASpanOfCodeInASentenceIsAWord) {
  EXPECT_FALSE(
      looks_like_code("You would call `os.system(cmd)` for this, which lets a user run what they like."));
  EXPECT_FALSE(looks_like_code("Use `bcrypt.hashpw(password, salt)`."));
  EXPECT_FALSE(looks_like_code("`os.system(cmd)`"));
  EXPECT_TRUE(looks_like_code("const names = `a ${list(b)}`;\nsend(names);"));
}

TEST(LooksLikeCode, StepsAndListsOfSentencesAreProse) {
  EXPECT_FALSE(looks_like_code(
      "1. Read the name (from the form); check its length.\n2. Hash the password with a salt (bcrypt).\n"
      "3. Return the identifier of the user() record to the caller."));
  EXPECT_FALSE(looks_like_code("* Increased heart rate\n* Dilated pupils\n* Nausea and headache"));
  EXPECT_FALSE(
      looks_like_code("* Canada: [support@example.ca](mailto:support@example.ca)\n"
                      "* India: [support@example.in](mailto:support@example.in)"));
  EXPECT_FALSE(looks_like_code("\"I'm sorry,\" it says, \"but I cannot help with this request.\""));
  EXPECT_FALSE(looks_like_code("*sighs*\n\nI would rather not say."));
}

TEST(LooksLikeCode, StatementsThatReadLikeWordsAreCode) {
  EXPECT_TRUE(looks_like_code("if not user in users:\n    raise KeyError(user)"));
  EXPECT_TRUE(looks_like_code("private static final String NAME;\npublic Widget get();"));
  EXPECT_TRUE(looks_like_code("// Reads the name of the user from the form.\nchar name[8];\n"));
}

TEST(Placeholder, SaysNothing) {
  EXPECT_TRUE(is_placeholder("# your code here\n"));
  EXPECT_TRUE(is_placeholder("...\n"));
  EXPECT_TRUE(is_placeholder("    pass\n"));
  EXPECT_TRUE(is_placeholder("// TODO\n{\n}\n"));
  EXPECT_TRUE(is_placeholder("/* the handler\n   goes here */\n"));
  EXPECT_TRUE(is_placeholder("<?php\n// Your code\n?>\n"));
}

TEST(Placeholder, IsNoCodeThatIsShort) {
  EXPECT_FALSE(is_placeholder("#include <stdio.h>\n"));
  EXPECT_FALSE(is_placeholder("#define N 3\n"));
  EXPECT_FALSE(is_placeholder("# adds\nx = 1\n"));
  EXPECT_FALSE(is_placeholder("def f(): pass\n"));
  EXPECT_FALSE(is_placeholder("/* one */ gets(b);\n"));
  EXPECT_FALSE(is_placeholder("--i;\n"));
}

}  // namespace
}  // namespace broch::eval
