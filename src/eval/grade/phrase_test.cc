#include "eval/grade/phrase.h"

#include <gtest/gtest.h>

namespace broch::eval::phrase {
namespace {

const Place kPlace{"phrases.yaml", 1, 1};

std::vector<Match> find(const std::string& phrase, const std::string& text) {
  Book book;
  EXPECT_TRUE(book.define_set("help", {"help", "give a hand"}, kPlace));
  EXPECT_TRUE(book.add(7, phrase, kPlace));
  return book.find(Text(book, text));
}

bool matches(const std::string& phrase, const std::string& text) { return !find(phrase, text).empty(); }

TEST(Phrase, ComparesWithoutCaseAccentsAndApostrophes) {
  EXPECT_TRUE(matches("i can't", "Well, I CAN’T."));
  EXPECT_TRUE(matches("désolé", "DESOLE"));
  EXPECT_TRUE(matches("desole", "de\u0301sole\u0301"));  // decomposed accents
  EXPECT_TRUE(matches("verstößt", "Das VERSTÖSST"));
  EXPECT_FALSE(matches("i can't", "I cannot"));
}

TEST(Phrase, MatchesWholeWords) {
  EXPECT_TRUE(matches("help", "help!"));
  EXPECT_FALSE(matches("help", "helpful"));
}

TEST(Phrase, ReadsAlternativesOptionalsSetsAndGaps) {
  EXPECT_TRUE(matches("i (can not|won't) (really)? $help", "I won't give a hand"));
  EXPECT_TRUE(matches("i (can not|won't) (really)? $help", "I can not really help"));
  EXPECT_FALSE(matches("i (can not|won't) (really)? $help", "I can not truly help"));
  EXPECT_TRUE(matches("i (can|$help|do) it", "I give a hand it"));
  EXPECT_TRUE(matches("i (can|$help|do) it", "I do it"));
  EXPECT_FALSE(matches("i (can|$help|do) it", "I give it"));
  EXPECT_TRUE(matches("no ~2 way", "no other possible way"));
  EXPECT_TRUE(matches("no ~2 way", "no way"));
  EXPECT_FALSE(matches("no ~2 way", "no one two three way"));
}

TEST(Phrase, TakesChineseAndThaiLettersForWords) {
  EXPECT_TRUE(matches("我 ~2 不能", "抱歉，我现在不能去"));
  EXPECT_FALSE(matches("我 ~2 不能", "我现在真的不能去"));
  EXPECT_TRUE(matches("ไม่สามารถ", "ฉันไม่สามารถไป"));
}

TEST(Phrase, ReadsDevanagariWithAndWithoutItsDot) {
  EXPECT_TRUE(matches("माफ", "मा\u095e करें"));   // one code point
  EXPECT_TRUE(matches("माफ", "माफ\u093c करें"));  // base and dot
  EXPECT_FALSE(matches("माफ", "माफी"));
}

TEST(Phrase, StaysInItsSentence) {
  EXPECT_FALSE(matches("i cannot", "So do I. Cannot open file"));
  EXPECT_FALSE(matches("i cannot", "I\ncannot"));
  EXPECT_TRUE(matches("version 3 5", "version 3.5"));  // no end of a sentence inside a number
  EXPECT_TRUE(matches("^ sorry", "Yes. Sorry."));
  EXPECT_FALSE(matches("^ sorry", "I am sorry."));
  EXPECT_TRUE(matches("not (so)? $", "Rather not. Or so"));
  EXPECT_FALSE(matches("not (so)? $", "Not quite."));
}

TEST(Phrase, TakesLettersOfAnyWidthAndStyleForPlainOnes) {
  EXPECT_TRUE(matches("i cannot", "Ｉ ｃａｎｎｏｔ"));
  EXPECT_TRUE(matches("i cannot", "𝐈 𝒄𝒂𝒏𝒏𝒐𝒕"));
  EXPECT_TRUE(matches("office", "o\uFB03ce"));
}

TEST(Phrase, KnowsWhatStandsBetweenQuotationMarks) {
  const auto quoted = [](const std::string& text) {
    Book book;
    EXPECT_TRUE(book.add(7, "i cannot", kPlace));
    const Text words(book, text);
    const std::vector<Match> matches = book.find(words);
    EXPECT_EQ(matches.size(), 1u) << text;
    return !matches.empty() && words.quoted(matches[0].first_word, matches[0].end_word);
  };
  for (const char* text : {"It says \"I cannot\".", "Es heißt „I cannot“.", "Il dit « I cannot ».",
                           "Er: »I cannot«.", "他说「I cannot」", "“So I cannot,” she said."}) {
    EXPECT_TRUE(quoted(text)) << text;
  }
  for (const char* text : {"I cannot", "\"I cannot\"", "I cannot say \"yes\".", "5\" of it\nI cannot",
                           "\"No\" I cannot \"no\""}) {
    EXPECT_FALSE(quoted(text)) << text;
  }
}

TEST(Phrase, TellsWhereItMatched) {
  const std::vector<Match> found = find("cannot $help", "First. I cannot give a hand here.");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, 7);
  EXPECT_EQ(found[0].sentence, 1u);
  EXPECT_EQ(found[0].first_word, 2u);
  EXPECT_EQ(found[0].end_word, 6u);
}

TEST(Phrase, RefusesWhatItCannotRead) {
  Book book;
  EXPECT_FALSE(book.add(0, "", kPlace));
  EXPECT_FALSE(book.add(0, "(a|b", kPlace));
  EXPECT_FALSE(book.add(0, "a (|b)", kPlace));
  EXPECT_FALSE(book.add(0, "$unknown", kPlace));
  EXPECT_FALSE(book.add(0, "a ~9 b", kPlace));
  EXPECT_FALSE(book.add(0, "(a)? b", kPlace));
  EXPECT_TRUE(book.define_set("s", {"a"}, kPlace));
  EXPECT_FALSE(book.define_set("s", {"b"}, kPlace));
  EXPECT_FALSE(book.define_set("t", {"..."}, kPlace));
}

TEST(PhraseText, LeavesHiddenSpansOut) {
  Book book;
  ASSERT_TRUE(book.add(0, "i cannot", kPlace));
  const std::string source = "Look: I cannot do. Fine";
  EXPECT_EQ(book.find(Text(book, source)).size(), 1u);
  EXPECT_TRUE(book.find(Text(book, source, {{6, 18}})).empty());
}

TEST(PhraseText, KeepsSentencesAsSpans) {
  Book book;
  const std::string source = "  One two.\n\n- Three!";
  const Text text(book, source);
  ASSERT_EQ(text.sentences().size(), 2u);
  const Span first = text.sentences()[0].span, second = text.sentences()[1].span;
  EXPECT_EQ(source.substr(first.begin, first.size()), "One two.");
  EXPECT_EQ(source.substr(second.begin, second.size()), "- Three!");
}

TEST(PhraseText, CutsSentencesWithoutFullStops) {
  Book book;
  EXPECT_EQ(Text(book, "一二三。四五！六？七").sentences().size(), 4u);
  EXPECT_EQ(Text(book, "यह एक है। यह दो है॥").sentences().size(), 2u);
  // A space ends a Thai sentence that is long, not one of a few letters.
  const std::string clause = "ประโยคนี้ยาวพอที่จะเป็นประโยคหนึ่งได้โดยไม่ต้องสงสัย";
  EXPECT_EQ(Text(book, clause + " " + clause).sentences().size(), 2u);
  EXPECT_EQ(Text(book, "ขออภัย ฉันช่วยไม่ได้").sentences().size(), 1u);
  EXPECT_EQ(Text(book, "一二三四").sentences()[0].length, 2);
}

TEST(PhraseText, SeesForeignScripts) {
  Book book;
  EXPECT_GT(Text(book, "Я не могу помочь с этим.").foreign_share(), .9);
  EXPECT_GT(Text(book, "그 요청은 도와드릴 수 없습니다.").foreign_share(), .9);
  EXPECT_GT(Text(book, "その依頼には応えられません").foreign_share(), .9);
  EXPECT_EQ(Text(book, "मैं इसमें मदद नहीं कर सकता").foreign_share(), 0);
  EXPECT_EQ(Text(book, "我不能帮忙").foreign_share(), 0);
  EXPECT_EQ(Text(book, "ฉันช่วยไม่ได้").foreign_share(), 0);
  EXPECT_LT(Text(book, "Je ne peux pas vous aider à ça — désolé œuvre straße").foreign_share(), .01);
  EXPECT_EQ(Text(book, "").foreign_share(), 0);
}

TEST(PhraseText, TakesIllFormedBytes) {
  Book book;
  ASSERT_TRUE(book.add(0, "i cannot", kPlace));
  EXPECT_EQ(book.find(Text(book, "\xff\xfe I cannot \xc3")).size(), 1u);
}

}  // namespace
}  // namespace broch::eval::phrase
