// The analyzers of metavariable-analysis.
#include <gtest/gtest.h>

#include "scan/rule/entropy.h"
#include "scan/rule/redos.h"

namespace broch::scan {
namespace {

TEST(Entropy, KeysAreHighAndWordsAreNot) {
  for (const char* key : {"wJalrXUtnFEMI/K7MDENG/bPxRfiCYzq8T2v", "4f3c2b1a9d8e7f605142b3c4d5e6f708",
                          "ghp_x7Qd93kVbW2mZt5Rj8LpYs4cHf6nGa1uEo", "Zx9-kQ2!vB7#pL4@wM8$"}) {
    EXPECT_TRUE(has_high_entropy(key)) << key << " " << surprise_bits(key);
  }
  for (const char* text :
       {"", "password", "the quick brown fox jumps over the lazy dog", "changeme", "a1b2c3",
        "this is a perfectly ordinary sentence of English", "AUTHENTICATION_CONFIGURATION",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "////////////////////////////////"}) {
    EXPECT_FALSE(has_high_entropy(text)) << text << " " << surprise_bits(text);
  }
}

TEST(Entropy, ARunCountsOneBitAndCaseDoesNotMatter) {
  EXPECT_EQ(surprise_bits("zzzzzzzz"), 1);
  EXPECT_EQ(surprise_bits("THE"), surprise_bits("the"));
  EXPECT_LT(surprise_bits("the"), surprise_bits("xqj"));
  EXPECT_NEAR(surprise_bits("7"), 5.954, 0.001);
}

TEST(Redos, NestedRepetitions) {
  for (const char* bad : {"(a+)+", "^(a+)+$", "([a-z]+)*x", "(a*)*", "(\\w+\\s?)*", "(?:a|b+)+", "((ab)*c?)*",
                          "(.*)*", "(a+){2,}", "(?P<n>x+)+", "(x+x+)+y", "([^/]+)+"}) {
    EXPECT_TRUE(may_backtrack(bad)) << bad;
  }
  for (const char* good : {"", "a+", "(ab)+", "(a+b)*", "(,\\d+)*", "(?:a+;)+", "a+b+", "(a{1,3})+", "(a+)?",
                           "[a+]+", "(\\.[a-z]+)*", "(a++)+", "(?>a+)+", "(a+", "*a", "(\\+)+"}) {
    EXPECT_FALSE(may_backtrack(good)) << good;
  }
}

}  // namespace
}  // namespace broch::scan
