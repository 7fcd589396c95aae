#include "core/text.h"

#include <gtest/gtest.h>

#include <array>

namespace broch {
namespace {

TEST(Text, FindsIllFormedUtf8) {
  EXPECT_FALSE(find_invalid_utf8("plain, \u00e9, \u20ac, \U0001F600"));
  EXPECT_EQ(find_invalid_utf8("ab\xC3"), 2u);            // truncated
  EXPECT_EQ(find_invalid_utf8("\xC0\xAF"), 0u);          // overlong '/'
  EXPECT_EQ(find_invalid_utf8("\xE0\x80\xAF"), 0u);      // overlong
  EXPECT_EQ(find_invalid_utf8("x\xED\xA0\x80"), 1u);     // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0u);  // beyond U+10FFFF
  EXPECT_EQ(find_invalid_utf8("\x80"), 0u);              // lone continuation
  EXPECT_EQ(sanitize_utf8("a\xFFz"), "a\uFFFDz");
}

TEST(Text, DecodesWhatItAppends) {
  for (char32_t c : {0x41u, 0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xFFFDu, 0x10000u, 0x10FFFFu}) {
    std::string bytes;
    append_utf8(bytes, c);
    EXPECT_EQ(decode_utf8(bytes, 0).code_point, c);
    EXPECT_EQ(decode_utf8(bytes, 0).length, bytes.size());
  }
}

TEST(Text, Distance) {
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("fats", "fast"), 1u);
  EXPECT_EQ(edit_distance("ca", "abc"), 3u);
  EXPECT_EQ(did_you_mean("promt", {"prompt", "system"}), " (did you mean `prompt`?)");
  EXPECT_EQ(did_you_mean("zebra", {"prompt", "system"}), "");
}

TEST(Text, EllipsizeCutsAtCodePoints) {
  EXPECT_EQ(ellipsize("short", 10), "short");
  EXPECT_EQ(ellipsize("abcdefghij", 6), "abc…");
  EXPECT_EQ(ellipsize("\u00e9\u00e9\u00e9\u00e9", 6), "\u00e9…");
  EXPECT_FALSE(find_invalid_utf8(ellipsize("\U0001F600\U0001F600", 7)));
}

TEST(Text, AByteOrderMarkIsNoColumn) {
  const LineIndex lines("\uFEFFab\n\uFEFFc");
  EXPECT_EQ(lines.at(3).column, 1);
  EXPECT_EQ(lines.at(4).column, 2);
  EXPECT_EQ(lines.at(9).column, 2);  // elsewhere it is a character
}

TEST(Text, LineIndexCountsCodePoints) {
  const std::string text = "ab\n\u00e9x\r\n\nlast";
  const LineIndex lines(text);
  EXPECT_EQ(lines.line_count(), 4);
  EXPECT_EQ(lines.at(0).line, 1);
  EXPECT_EQ(lines.at(5).line, 2);
  EXPECT_EQ(lines.at(5).column, 2);  // after the two-byte character
  EXPECT_EQ(lines.line(2), "\u00e9x");
  EXPECT_EQ(lines.line(3), "");
  EXPECT_EQ(lines.line(4), "last");
  EXPECT_EQ(lines.line(5), "");
  EXPECT_EQ(lines.at(1000).line, 4);
}

TEST(Text, SplitAndTrim) {
  EXPECT_EQ(split("a,,b", ',').size(), 3u);
  EXPECT_EQ(split("", ',').size(), 1u);
  EXPECT_EQ(trim(" \t a b \n"), "a b");
  EXPECT_EQ(replace_all("aaa", "a", "aa"), "aaaaaa");
}

TEST(Text, CommaSeparatedPartsAreTrimmed) {
  using Parts = std::vector<std::string_view>;
  EXPECT_EQ(comma_separated(" a,b c ,, d"), (Parts{"a", "b c", "d"}));
  EXPECT_EQ(comma_separated(" , "), Parts{});
}

TEST(Text, LinesKeepTheirEnds) {
  using Lines = std::vector<std::string_view>;
  EXPECT_EQ(lines_with_ends("a\n\r\nb"), (Lines{"a\n", "\r\n", "b"}));
  EXPECT_EQ(lines_with_ends("a\n"), (Lines{"a\n"}));
  EXPECT_EQ(lines_with_ends(""), Lines{});
}

TEST(Text, KnownNamesInAnyCase) {
  constexpr std::array<std::string_view, 2> kNames{"sh", "Bash"};
  EXPECT_TRUE(iequals_any("BASH", kNames));
  EXPECT_FALSE(iequals_any("bas", kNames));
  EXPECT_FALSE(iequals_any("", kNames));
}

}  // namespace
}  // namespace broch
