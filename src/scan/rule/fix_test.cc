// `fix` and `fix-regex`: what a finding says to write instead.
#include "scan/rule/fix.h"

#include <gmock/gmock.h>

#include "scan/scan.h"

namespace broch::scan {
namespace {

using ::testing::HasSubstr;

/// The fix of the first finding, or the error.
std::string fix_of(const std::string& body, std::string_view code) {
  const auto pack = RulePack::compile(
      {{"r.yaml",
        "rules:\n  - id: r\n    languages: [python]\n    severity: INFO\n    message: m\n" + body}});
  if (!pack) return pack.error().to_string();
  const auto found = Scanner(*pack).scan(code, Language::kPython).findings;
  if (found.empty()) return "no finding";
  return found[0].fix.value_or("no fix");
}

TEST(Fix, TextWithMetavariables) {
  EXPECT_EQ(fix_of("    pattern: f($X)\n    fix: g($X, 1)\n", "f( a )\n"), "g(a, 1)");
  EXPECT_EQ(fix_of("    pattern: f($X)\n    fix: |\n      g($X)\n", "f(a)\n"), "g(a)");
  EXPECT_EQ(fix_of("    pattern: f($X)\n", "f(a)\n"), "no fix");
}

TEST(Fix, RegexReplacesWithinTheMatch) {
  const auto with = [](const std::string& fix) {
    return "    pattern: f(...)\n    fix-regex: {" + fix + "}\n";
  };
  EXPECT_EQ(fix_of(with("regex: a, replacement: b"), "x = f(a, a)\n"), "f(b, b)");
  EXPECT_EQ(fix_of(with("regex: a, replacement: b, count: 1"), "f(a, a)\n"), "f(b, a)");
  EXPECT_EQ(fix_of(with("regex: '(a)(c)?', replacement: '\\2<\\1\\g<1>>'"), "f(a)\n"), "f(<aa>)");
  EXPECT_EQ(fix_of(with("regex: '\\)$', replacement: ', t=1)'"), "f(a)\n"), "f(a, t=1)");
  EXPECT_EQ(fix_of(with("regex: z, replacement: b"), "f(a)\n"), "no fix");
  EXPECT_EQ(fix_of(with("regex: '', replacement: '" + std::string(9'000, 'b') + "'"), "f(aaaaaaaaaa)\n"),
            "no fix");
}

TEST(Fix, WhatIsWrongIsNamed) {
  EXPECT_THAT(fix_of("    pattern: f()\n    fix: a\n    fix-regex: {regex: a, replacement: b}\n", ""),
              HasSubstr("r.yaml:8:16: a rule has `fix` or `fix-regex`, not both"));
  EXPECT_THAT(fix_of("    pattern: f()\n    fix-regex: {regex: (, replacement: b}\n", ""),
              HasSubstr("the regular expression is wrong"));
  EXPECT_THAT(fix_of("    pattern: f()\n    fix-regex: {regex: a}\n", ""), HasSubstr("needs `regex` and"));
  EXPECT_THAT(fix_of("    pattern: f()\n    fix-regex: {regex: a, replacement: b, count: -1}\n", ""),
              HasSubstr("number from 0 on"));
}

}  // namespace
}  // namespace broch::scan
