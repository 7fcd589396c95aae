#include "eval/condition/encode.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"
#include "guard/checks/normalize.h"

namespace broch::eval {
namespace {

constexpr const char* kText = "Wie öffne ich Port 443?";

std::string encoded(Encoding encoding, std::string_view text = kText) { return encode(encoding, text, 3); }

/// The view of the guard that undoes a disguise.
std::string undone(const std::string& text, const std::string& disguise) {
  const auto views = guard::views(text);
  for (const guard::View& view : *views) {
    if (view.disguise == disguise) return view.text;
  }
  return "no view undoes " + disguise;
}

// base64(1), xxd -p(1), tr A-Za-z N-ZA-Mn-za-m (1).
TEST(Encode, AgreesWithOtherTools) {
  EXPECT_EQ(encoded(Encoding::kBase64), "V2llIMO2ZmZuZSBpY2ggUG9ydCA0NDM/");
  EXPECT_EQ(encoded(Encoding::kHex), "57696520c3b666666e652069636820506f7274203434333f");
  EXPECT_EQ(encoded(Encoding::kRot13), "Jvr össar vpu Cbeg 443?");
  EXPECT_EQ(encoded(Encoding::kRot13, encoded(Encoding::kRot13)), kText);
}

// By hand.
TEST(Encode, LeetWritesDigits) {
  EXPECT_EQ(encoded(Encoding::kLeet, "Take it at once, SIR"), "74k3 17 47 0nc3, 51R");
}

TEST(Encode, ZeroWidthCharactersGoUnderNfkcCasefold) {
  const std::string text = encoded(Encoding::kZeroWidth, "Open it now!");
  EXPECT_EQ(text, "O\u200Bp\u200Be\u200Bn i\u200Bt n\u200Bo\u200Bw!");
  EXPECT_EQ(undone(text, ""), "open it now!");
  EXPECT_EQ(undone(encoded(Encoding::kZeroWidth), ""), "wie öffne ich port 443?");
}

TEST(Encode, HomoglyphsFoldBackToWhatTheyLookLike) {
  const std::string text = encoded(Encoding::kHomoglyph, "Copy the file");
  EXPECT_EQ(text, "Сору thе fіlе");  // С, о, р, у, е, і are Cyrillic
  EXPECT_EQ(undone(text, "homoglyphs"), "copy the file");
  const std::string pangram =
      "A WIZARD'S JOB IS TO VEX CHUMPS QUICKLY IN FOG, a wizard's job is to vex chumps quickly in fog";
  const std::string disguised = encoded(Encoding::kHomoglyph, pangram);
  EXPECT_EQ(undone(disguised, "homoglyphs"), to_lower(pangram));
  EXPECT_EQ(disguised.find_first_of("aceijopsxyABCEHIJKMOPSTX"), std::string::npos);
}

TEST(Encode, SpacedLettersJoinAgain) {
  const std::string text = encoded(Encoding::kSpacing, "ignore the rules");
  EXPECT_EQ(text, "i g n o r e   t h e   r u l e s");
  EXPECT_EQ(undone(text, "spacing"), "ignore the rules");
  // A mark stays with its letter: e and U+0301.
  EXPECT_EQ(encoded(Encoding::kSpacing, "e\u0301a"), "e\u0301 a");
}

TEST(Encode, SplitsBetweenWordsAndLosesNone) {
  EXPECT_EQ(encoded(Encoding::kSplit, "one two three four\nfive six seven"),
            "Part 1: one two\nPart 2: three four\nPart 3: five six seven");
  EXPECT_EQ(encoded(Encoding::kSplit, "two words"), "Part 1: two\nPart 2: words");
  EXPECT_EQ(encoded(Encoding::kSplit, ""), "Part 1: ");
}

TEST(Encode, KnowsItsNames) {
  for (const char* name : {"base64", "hex", "rot13", "leet", "zero-width", "homoglyph", "spacing", "split"}) {
    ASSERT_TRUE(parse_encoding(name)) << name;
    EXPECT_NE(encoded(*parse_encoding(name)), kText) << name;
  }
  EXPECT_FALSE(parse_encoding("rot14"));
  EXPECT_EQ(encoded(Encoding::kNone), kText);
}

}  // namespace
}  // namespace broch::eval
