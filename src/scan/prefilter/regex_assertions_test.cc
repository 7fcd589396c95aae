#include "scan/prefilter/regex_assertions.h"

#include <gtest/gtest.h>

#include <utility>

namespace broch::scan {
namespace {

TEST(RegexFilter, AssertionsAreLeftOut) {
  const std::pair<const char*, const char*> rows[] = {
      {"(?<!x)token(?=\\s)", "(?:)token(?:)"},
      {"a(?!b(c)[)])d", "a(?:)d"},
      {"a++b*+c?+d", "a+b*c?d"},
      {"(?>ab)c", "(?:ab)c"},
      {"[(?=]x\\(?=", "[(?=]x\\(?="},
      {"[]+]++", "[]+]+"},
      {"(?=open", "(?=open"},
  };
  for (const auto& [expression, expected] : rows) EXPECT_EQ(without_assertions(expression), expected);
}

}  // namespace
}  // namespace broch::scan
