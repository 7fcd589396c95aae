#include "scan/prefilter/regex_beginning.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

TEST(RegexBeginning, WhatMayBeMissingIsTakenAway) {
  EXPECT_EQ(without_optional_beginning(R"((?s)(?i)(?:)(.*/)?(sh|bash)(?:))"), R"((?s)(?i)(?:)(sh|bash)(?:))");
  EXPECT_EQ(without_optional_beginning(R"((.*[._])?\w*(key))"), "(key)");
  EXPECT_EQ(without_optional_beginning("(?s).*'[^']*<"), "(?s)'[^']*<");
  EXPECT_EQ(without_optional_beginning(R"([^\]a]*?x)"), "x");
  EXPECT_EQ(without_optional_beginning(R"((this\.)?_?(http|web)*_?(req))"), "(req)");
  EXPECT_EQ(without_optional_beginning(R"((a|b)?c|d)"), "c|d");
  EXPECT_EQ(without_optional_beginning("([[:alpha:]()]x)*y"), "y");
  EXPECT_EQ(without_optional_beginning("a*|b"), "|b");  // matches anywhere, as before
}

TEST(RegexBeginning, WhatMustBeThereStays) {
  for (const char* expression : {R"((a)?(b)\2)", R"((?<q>['"])?x\k<q>)", "(?=a)?b", "(?!a)b", "(?<!a)?b",
                                 "ab?", "(?x) a* b", R"(\Qa*\E)", "(a", "[a", "(?|a)?b", "(?i:a)?b"}) {
    EXPECT_EQ(without_optional_beginning(expression), expression);
  }
  EXPECT_EQ(without_optional_beginning(".+x"), ".+x");
  EXPECT_EQ(without_optional_beginning("a{0,3}x"), "a{0,3}x");
}

}  // namespace
}  // namespace broch::scan
