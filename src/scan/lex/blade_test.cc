#include "scan/lex/blade.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

struct BladeRow {
  const char* text;
  const char* code;
};

TEST(Blade, CodeStaysWhereItIs) {
  const BladeRow rows[] = {
      {"<p>{{ $x }}</p>", "      $x ;     "},
      {"<p>{!! $x !!}</p>", "       $x ;      "},
      {"<p>\n@if ($a)\nyes\n@elseif(b(')'))\nno\n@endif", "   \n if ($a)\n;  \n     if(b(')'))\n; \n      "},
      {"@include('a', [1])\n@foreach($a as $b)\n@endforeach",
       " _______('a', [1])\n;foreach($a as $b)\n;          "},
      {"<a href=\"{{ url(\"/a\") }}\" title=';'>", "            url(\"/a\") ;             "},
      {"{{-- $x; --}}\n@{{ y; }}<b>", "             \n            "},
      {"<p>a@b.de &nbsp; &#160;</p>", "                           "},
      {"<p>{{ '}}' }}</p>", "      '}}' ;     "},
  };
  for (const BladeRow& row : rows) {
    const auto found = code_in_blade(row.text);
    ASSERT_TRUE(found) << row.text;
    EXPECT_EQ(found->code, row.code) << row.text;
    EXPECT_EQ(found->code.size(), std::string_view(row.text).size());
  }
}

TEST(Blade, SaysWhereValuesAreWrittenAsTheyAre) {
  const auto found = code_in_blade("<b a=\"{!! $x !!}\">{{ $y }}{!!$z!!}</b>");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->echoes, (std::vector<size_t>{6, 26}));
}

TEST(Blade, CodeAloneIsNone) {
  for (const char* text : {"f();", "if ($a < 1) { f(); }", "<p>\nsystem($_GET['x']);", "@unlink($x);", "",
                           "f($a)", "<b><?php f() ?></b>", "@if ($a)\n<b a=\"<?= f() ?>\">",
                           "$a = \"\n<p>\n\";", "<p title=\"\\\";system($x);\">"}) {
    EXPECT_FALSE(code_in_blade(text)) << text;
  }
}

TEST(Blade, WhatIsNotClosedGoesToTheEnd) {
  for (const char* text : {"<p>{{ $x", "<p>{{ 'x", "<p>@if ($x", "<p>@if ('x", "<p a=\"x", "<p>{{-- x",
                           "<p>@", "<p>&", "<p>="}) {
    const auto found = code_in_blade(text);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(found->code.size(), std::string_view(text).size());
  }
}

}  // namespace
}  // namespace broch::scan
