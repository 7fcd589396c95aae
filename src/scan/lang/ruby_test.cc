#include <gtest/gtest.h>

#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;

TEST(Ruby, CallsWithAndWithoutParentheses) {
  expect_rows(Language::kRuby,
              {
                  {"f($X)", "f 1\ng 1\nf(2)", {"f 1", "f(2)"}},
                  {"$O.f($X, ...)", "a.f 1, 2\na.f\n", {"a.f 1, 2"}},
                  {"A::B.$F", "x = A::B.hex 'a'\nA::C.hex\nA::B.new", {"A::B.hex", "A::B.new"}},
                  {"$X.new $Y", "Net::Get.new uri\nGet.old uri", {"Net::Get.new uri"}},
              });
}

TEST(Ruby, KeywordsInAnyOrderAndBothSpellings) {
  expect_rows(Language::kRuby,
              {
                  {"f(..., a: $X, ...)", "f 1, b: 2, a: 3\nf b: 2", {"f 1, b: 2, a: 3"}},
                  {"f(..., :a => 1, ...)", "f(a: 1)\nf(:a => 1)\nf(:a => 2)", {"f(a: 1)", "f(:a => 1)"}},
                  {":$K => false", "x = {:a => false, b: true}", {":a => false"}},
                  {"$C.s = {...}", "A::B.s = {a: 1}\nA.s = 2", {"A::B.s = {a: 1}"}},
                  {"{..., a: \"...\", ...}", "x = {b: 1, a: 'y'}\nz = {b: 1}", {"{b: 1, a: 'y'}"}},
              });
}

TEST(Ruby, ClassesConditionsAndSequences) {
  expect_rows(Language::kRuby, {
                                   {"class $C < Base\n  ...\nend",
                                    "class A < Base\n  f\n  g\nend\nclass B\nend",
                                    {"class A < Base\n  f\n  g\nend"}},
                                   {"def $F(...)\n  ...\n  return $X\nend",
                                    "def a?(b)\n  c\n  d\n  return b\nend",
                                    {"def a?(b)\n  c\n  d\n  return b\nend"}},
                                   {"if $X\n  ...\nelse\n  ...\nend",
                                    "if a.get?\n  1\n  2\nelse\n  3\nend\nif b\n  1\nend",
                                    {"if a.get?\n  1\n  2\nelse\n  3\nend"}},
                                   {"$S = '...'\n...\nA.e($S)",
                                    "def m\n  s = \"x\"\n  t\n  u = A.e(s)\nend",
                                    {"s = \"x\"\n  t\n  u = A.e(s)"}},
                               });
}

TEST(Ruby, AnythingMayBeNothing) {
  expect_rows(Language::kRuby,
              {
                  {"def $F(...)\n  ...\nend", "def a\nend\ndef b(c)\nend", {"def a\nend", "def b(c)\nend"}},
                  {"def $F(...)\n  g\nend", "def a\nend", {}},
                  {"class $C\n  ...\nend", "class A\nend", {"class A\nend"}},
                  {"class $C < $B\n  ...\nend", "class A < B\nend\nclass C\nend", {"class A < B\nend"}},
                  {"module $M\n  ...\nend", "module A\nend", {"module A\nend"}},
                  {"if $X\n  ...\nend", "if a\nend", {"if a\nend"}},
                  {"begin\n  ...\nrescue\n  ...\nend", "begin\nrescue\nend", {"begin\nrescue\nend"}},
                  {"$O.e { |$X| ... }", "a.e { |x| }\na.e { |x, y| z }", {"a.e { |x| }"}},
                  {"f($X) do |...|\n  ...\nend", "f(1) do\nend", {"f(1) do\nend"}},
              });
}

TEST(Ruby, RegularExpressions) {
  expect_rows(
      Language::kRuby,
      {
          {"/.../", "a =~ /b/\nc(%r{d}i, '/e/', 1 / 2)\nf(/g#{h}/, //)", {"/b/", "%r{d}i", "/g#{h}/", "//"}},
          {"f(/$X/)", "f(/a/)\nf('a')", {"f(/a/)"}},
          {"f(/...#{$X}.../)", "f(/a#{b}c/)\nf(/#{b}/)\nf(/a/)\nf(\"#{b}\")", {"f(/a#{b}c/)", "f(/#{b}/)"}},
          {"f(/a/)", "f(/a/)\nf(/b/)\nf('a')", {"f(/a/)"}},
          {"f(\"...\")", "f(/a/)", {}},
      });
}

TEST(Ruby, StringsAndSymbols) {
  expect_rows(Language::kRuby, {
                                   {"f(\"...\")", "f('a')\nf(:a)\nf(\"a#{b}\")", {"f('a')"}},
                                   {"f(\"=~/^a/\")", "f('ab')\nf('ba')", {"f('ab')"}},
                                   {"f(:a)", "f(:a)\nf('a')", {"f(:a)"}},
                                   {"f(\"...#{$X}...\")", "f(\"a#{b}c\")\nf('a')", {"f(\"a#{b}c\")"}},
                               });
}

}  // namespace
}  // namespace broch::scan
