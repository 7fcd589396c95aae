#include "scan/prefilter/regex_extent.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace broch::scan {
namespace {

TEST(RegexExtent, APartEndsWhereItsBracketsDo) {
  const std::pair<const char*, const char*> rows[] = {
      {"ab", "a"},
      {"\\(a", "\\("},
      {"[]a]+b", "[]a]"},
      {"[^]a]b", "[^]a]"},
      {"(a(b)c)?d", "(a(b)c)"},
      {"([)]\\)x)y", "([)]\\)x)"},
      {"[[:alpha:]\\]]x", "[[:alpha:]\\]]"},
      {"[\\[:]x", "[\\[:]"},
  };
  for (const auto& [expression, part] : rows)
    EXPECT_EQ(std::string(expression).substr(0, end_of_part(expression, 0)), part) << expression;
  for (const char* open : {"(a", "[a", "[[:alpha", "\\", "((a)"})
    EXPECT_EQ(end_of_part(open, 0), std::string::npos) << open;
}

TEST(RegexExtent, DeepNestingTakesNoStack) {
  const std::string deep = std::string(1'000'000, '(') + std::string(1'000'000, ')');
  EXPECT_EQ(end_of_part(deep, 0), deep.size());
}

}  // namespace
}  // namespace broch::scan
