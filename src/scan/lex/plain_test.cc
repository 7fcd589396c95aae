#include "scan/lex/plain.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

using namespace std::string_view_literals;

TEST(PlainText, StaysAsItIsWhereItCan) {
  EXPECT_FALSE(plain_text("", {}));
  EXPECT_FALSE(plain_text("a\r\nb\n", {.carriage_returns = true}));
  EXPECT_FALSE(plain_text("a\rb\n", {})) << "a language in which it ends no line";
}

TEST(PlainText, HasOtherBytesInTheSamePlaces) {
  EXPECT_EQ(plain_text("/* \0 */\0"sv, {}), "/*   */ ");
  EXPECT_EQ(plain_text("a\rb\r\nc\r", {.carriage_returns = true}), "a\nb\r\nc\n");
  EXPECT_EQ(plain_text("a\rb", {}), "a\nb") << "lines have to end somehow";
}

TEST(PlainText, KnowsWhatNoGrammarReads) {
  EXPECT_EQ(unreadable("a"), "");
  EXPECT_NE(unreadable("\xFF\xFE"
                       "a\0"sv),
            "");
  EXPECT_NE(unreadable("\xFE\xFF\0a"sv), "");
}

}  // namespace
}  // namespace broch::scan
