#include "scan/lex/markup.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

struct Row {
  const char* text;
  const char* code;
};

TEST(Markup, IsBlankAndCodeStaysWhereItIs) {
  const Row rows[] = {
      {"<?php f();", "      f();"},
      {"<b><?php f() ?></b>\n<?php g();", "         f() ;     \n      g();"},
      {"<?php if ($a): ?>\n<p>\n<?php endif; ?>", "      if ($a):   \n   \n      endif;   "},
      {"<?= $x ?>", "    $x ; "},
      {"f();\n?><p>'<?php g();", "f();\n            g();"},
      {"<?php '?>'; /* ?> */ f(<<<A\n?>\n  A); // ?>x", "      '?>'; /* ?> */ f(<<<A\n?>\n  A);       "},
      {"<?xml version=\"1\"?><?php f();", "                         f();"},
  };
  for (const Row& row : rows) {
    const auto found = code_in_markup(row.text);
    ASSERT_TRUE(found) << row.text;
    EXPECT_EQ(found->code, row.code) << row.text;
  }
}

TEST(Markup, IsNotInCodeAlone) {
  EXPECT_FALSE(code_in_markup("$a = '<?php'; f();"));
  EXPECT_FALSE(code_in_markup("if ($a < 1) { f(); }"));
  EXPECT_FALSE(code_in_markup("<p>no code</p>"));
  EXPECT_FALSE(code_in_markup(""));
}

TEST(Markup, SaysWhereValuesAreWritten) {
  const auto found = code_in_markup("<b><?= $x ?></b><?=$y?>");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->echoes, (std::vector<size_t>{3, 16}));
}

}  // namespace
}  // namespace broch::scan
