#include "scan/prefilter/regex_filter.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

TEST(RegexFilter, AnswersAsTheExpressionsDo) {
  const std::vector<std::string> expressions = {
      "AKIA[0-9A-Z]{4}", "(?i)secret\\s*=", "^line$", "(?<!x)token(?=\\s)", "[0-9a-f]{8}", "(a|b)\\1",
      "\\bword\\b",      "(?x) a b c",      "é+",     "(unclosed",          "alpha|beta",  "(?s)x.y",
      "\\Qa.b\\E",
  };
  const RegexFilter filter(expressions);
  const std::pair<const char*, std::vector<uint32_t>> rows[] = {
      {"", {9}},
      {"AKIA12AB", {0, 9}},
      {"AKIA", {9}},
      {"my Secret =", {1, 9}},
      {"a\nline\nb", {2, 9}},
      {"xtoken y token z", {3, 9}},
      {"0123abcd", {4, 7, 9}},
      {"aa", {5, 9}},
      {"a word,", {6, 9}},
      {"swords BETA beta", {9, 10}},
      {"x\ny \xc3\xa9", {8, 9, 11}},
      {"a.b", {9, 12}},
  };
  for (const auto& [text, expected] : rows) {
    Work work;
    RegexFilter::Text known(filter, text, work);
    std::vector<uint32_t> found;
    for (uint32_t i = 0; i < expressions.size(); ++i) {
      if (known.matches(i)) found.push_back(i);
    }
    EXPECT_EQ(found, expected) << text;
  }
}

TEST(RegexFilter, ACatastropheCountsAsAMatch) {
  const RegexFilter filter({"(a+)+$"});
  Work work;
  RegexFilter::Text text(filter, std::string(200, 'a') + "b", work);
  EXPECT_TRUE(text.matches(0));
}

}  // namespace
}  // namespace broch::scan
