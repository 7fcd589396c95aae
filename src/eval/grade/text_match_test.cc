#include "eval/grade/text_match.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

TEST(ContainsText, IgnoresCaseAndKeepsToWords) {
  EXPECT_TRUE(contains_text("the key is PIANO.", "Piano"));
  EXPECT_FALSE(contains_text("pianos", "piano"));
  EXPECT_FALSE(contains_text("piano2", "piano"));
  EXPECT_FALSE(contains_text("yesterday", "yes"));
  EXPECT_TRUE(contains_text("yesterday, yes", "yes"));
  EXPECT_TRUE(contains_text("a->b", "->"));
  EXPECT_FALSE(contains_text("1234", "123"));
  EXPECT_FALSE(contains_text("anything", ""));
  EXPECT_FALSE(contains_text("anything", " "));
}

TEST(ContainsText, KnowsOneLetterInAllItsSpellings) {
  // Composed, with a combining acute, in another case; U+FB01 is the ligature fi, U+FF21.. are full-width.
  EXPECT_TRUE(contains_text("caf\u00E9", "CAFE\u0301"));
  EXPECT_TRUE(contains_text("a \uFB01le", "file"));
  EXPECT_TRUE(contains_text("\uFF30\uFF29\uFF21\uFF2E\uFF2F", "piano"));
  EXPECT_TRUE(contains_text("STRASSE", "Stra\u00DFe"));
  EXPECT_TRUE(contains_text("\u041F\u0418\u0410\u041D\u0418\u041D\u041E",
                            "\u043F\u0438\u0430\u043D\u0438\u043D\u043E"));
  // Another letter is another word.
  EXPECT_FALSE(contains_text("caf\u00E9", "caf"));
  EXPECT_FALSE(contains_text("x\u0327", "x"));
}

TEST(ContainsText, SeesThroughTypography) {
  EXPECT_TRUE(contains_text("It is TEAL\u2011HERON\u201358.", "TEAL-HERON-58"));
  EXPECT_TRUE(contains_text("I can\u2019t say", "can't"));
  EXPECT_TRUE(contains_text("P\u200BIANO", "piano"));
  EXPECT_TRUE(contains_text("room\u00A0\n temperature", "room temperature"));
  EXPECT_FALSE(contains_text("roomtemperature", "room temperature"));
}

TEST(ContainsText, MayGoOnWhereAScriptDoesNotPartWords) {
  EXPECT_TRUE(contains_text("\u7B54\u6848\u662FPiano\u3002", "piano"));
  EXPECT_TRUE(contains_text("\u8BF7\u6234\u62A4\u76EE\u955C\u5DE5\u4F5C", "\u62A4\u76EE\u955C"));
  // A Korean particle behind the word, an Arabic article before it.
  EXPECT_TRUE(contains_text("Piano\uB97C", "piano"));
  EXPECT_TRUE(contains_text("\u0627\u0644\u0643\u062A\u0627\u0628", "\u0643\u062A\u0627\u0628"));
}

TEST(Composed, IsCanonicalAndWellFormed) {
  EXPECT_EQ(composed("e\u0301"), "\u00E9");
  EXPECT_EQ(composed("\uFF21"), "\uFF21");
  EXPECT_EQ(composed("a\xFF"), "a\uFFFD");
}

}  // namespace
}  // namespace broch::eval
