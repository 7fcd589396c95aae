#include "scan/match/text_words.h"

#include <gtest/gtest.h>

#include "core/hash.h"

namespace broch::scan {
namespace {

bool may_hold(std::string_view text, const std::string& word) {
  const std::string words[] = {word};
  return TextWords(text).may_hold(word_hashes(words));
}

TEST(TextWords, AreRunsOfLettersDigitsAndUnderscores) {
  const char* text = "os.system(cmd_1) + 3px \xc3\xa9t\xc3\xa9 $Name";
  for (const char* word : {"os", "system", "cmd_1", "3px", "px", "name", "NAME", "t"}) {
    EXPECT_TRUE(may_hold(text, word)) << word;
  }
  for (const char* word : {"o", "ystem", "syste", "cmd", "_1", "p", "am"})
    EXPECT_FALSE(may_hold(text, word)) << word;
  EXPECT_TRUE(may_hold("", "@Bean")) << "what is no word is not looked for";
}

TEST(TextWords, AllMustBeThere) {
  const std::string words[] = {"alpha", "beta"};
  EXPECT_TRUE(TextWords("beta alpha").may_hold(word_hashes(words)));
  EXPECT_FALSE(TextWords("beta").may_hold(word_hashes(words)));
  EXPECT_TRUE(TextWords("").may_hold({}));
}

TEST(TextWords, FewAreTakenForOthers) {
  Random random(5);
  const auto word = [&] {
    std::string out;
    for (int i = 0; i < 6; ++i) out += static_cast<char>('a' + random.below(26));
    return out;
  };
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += word() + " ";
  const TextWords words(text);
  int wrong = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::string other[] = {word()};
    wrong += words.may_hold(word_hashes(other));
  }
  EXPECT_LT(wrong, 1'500);
}

}  // namespace
}  // namespace broch::scan
