#include "stats/bleu.h"

#include <gtest/gtest.h>

#include <cmath>

namespace broch::stats {
namespace {

using Tokens = std::vector<std::string>;

TEST(stats_Bleu, TokensOfMteval13a) {
  EXPECT_EQ(bleu_tokens("Hello, world. It's 3.14 or 1,000; a_b\n"),
            (Tokens{"Hello", ",", "world", ".", "It's", "3.14", "or", "1,000", ";", "a", "_", "b"}));
  EXPECT_EQ(bleu_tokens("x = f(a.b, 5-3) &lt; \"y\"..."),
            (Tokens{"x", "=", "f", "(", "a", ".", "b", ",", "5", "-", "3", ")", "<", "\"", "y", "\"", ".",
                    ".", "."}));
  EXPECT_EQ(bleu_tokens("hyphen-\nated well-known\r\nend."),
            (Tokens{"hyphenated", "well-known", "end", "."}));
  EXPECT_TRUE(bleu_tokens(" \n ").empty());
}

// Worked by hand from the definition. First: precisions 5/5, 3/4, 2/3, 1/2, five tokens for six.
TEST(stats_Bleu, PrecisionsAndBrevity) {
  EXPECT_NEAR(bleu("the cat sat on mat", "the cat sat on the mat"), 100 * std::exp(-0.2) * std::pow(.25, .25),
              1e-9);
  EXPECT_NEAR(bleu("a b c d e", "a b c d e"), 100, 1e-9);
  EXPECT_NEAR(bleu("a b c d e f", "a b c d e"), 100 * std::pow(5. / 6 * 4 / 5 * 3 / 4 * 2 / 3, .25), 1e-9);
  // A word counts no oftener than the reference has it: 2/7 for the first order (the paper's example), then
  // none.
  EXPECT_NEAR(bleu("the the the the the the the", "the cat is on the mat"),
              100 * std::pow(2. / 7 / 2 / 6 / 4 / 5 / 8 / 4, .25), 1e-9);
}

TEST(stats_Bleu, OrdersWithoutMatchAreSmoothed) {
  // 3/4, then 1/2 of 3, 1/4 of 2, 1/8 of 1; four tokens for five: 16.37.
  EXPECT_NEAR(bleu("a b c d", "a x b y c"), 16.3717, 1e-3);
  EXPECT_EQ(bleu("p q r s", "a b c d"), 0);
  EXPECT_EQ(bleu("a b c", "a b c"), 0) << "no n-gram of order 4";
  EXPECT_EQ(bleu("", "a b c d"), 0);
}

}  // namespace
}  // namespace broch::stats
