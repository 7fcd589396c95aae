// The operators of the rule language, each by a rule of its own.
#include <gmock/gmock.h>

#include "scan/scan.h"

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string rule(const std::string& body) {
  return "rules:\n  - id: r\n    message: m\n    severity: ERROR\n    languages: [python]\n" + body;
}

/// The lines on which the rule reports, from 1.
std::vector<int> lines_of(const std::string& body, std::string_view code) {
  const auto pack = RulePack::compile({{"rules.yaml", rule(body)}});
  EXPECT_TRUE(pack) << pack.error().to_string();
  std::vector<int> lines;
  for (const Finding& finding : Scanner(*pack).scan(code, Language::kPython).findings) {
    lines.push_back(1 + static_cast<int>(std::count(code.begin(), code.begin() + finding.span.begin, '\n')));
  }
  return lines;
}

TEST(Operators, PatternNotInsideTakesOutWhatLiesInside) {
  EXPECT_THAT(lines_of("    patterns:\n"
                       "      - pattern: eval($X)\n"
                       "      - pattern-not-inside: |\n"
                       "          def checked(...):\n"
                       "            ...\n",
                       "def checked(a):\n    eval(a)\n\ndef other(b):\n    eval(b)\n"),
              ElementsAre(5));
}

TEST(Operators, PatternNotTakesOutTheSameCode) {
  EXPECT_THAT(lines_of("    patterns:\n      - pattern: run($X)\n      - pattern-not: run(\"...\")\n",
                       "run('ls')\nrun(x)\nc = 'ls'\nrun(c)\n"),
              ElementsAre(2));
}

TEST(Operators, ANameIsWhatItWasAssignedLast) {
  const std::string body = "    patterns:\n      - pattern: run($X)\n      - pattern-not: run(\"...\")\n";
  EXPECT_THAT(lines_of(body, "c = 'ls'\nc = input()\nrun(c)\n"), ElementsAre(3));
}

TEST(Operators, AnAlternativeWithoutALiteralIsLookedForEverywhere) {
  EXPECT_THAT(lines_of("    pattern-either:\n      - pattern: $X == $X\n      - pattern: nowhere($X)\n",
                       "a == b\nb == b\n"),
              ElementsAre(2));
}

TEST(Operators, OneMetavariableIsOneValue) {
  EXPECT_THAT(lines_of("    pattern: copy($X, $X)\n", "copy(a, b)\ncopy(a, a)\ncopy(f(a), f(a))\n"),
              ElementsAre(2, 3));
}

TEST(Operators, AreRefusedWhenUnknown) {
  const auto pack = RulePack::compile({{"rules.yaml", rule("    patterns:\n"
                                                           "      - pattern: eval($X)\n"
                                                           "      - metavariable-name:\n"
                                                           "          metavariable: $X\n")}});
  ASSERT_FALSE(pack);
  EXPECT_EQ(pack.error().where.line, 8);
  EXPECT_THAT(pack.error().what, HasSubstr("`metavariable-name` is not supported"));
}

TEST(Limits, WhatWasNotScannedIsSaid) {
  const auto pack = RulePack::compile({{"rules.yaml", rule("    pattern: eval($X)\n")}});
  ASSERT_TRUE(pack);
  ScanOptions options;
  options.max_bytes = 20;
  const ScanResult result =
      Scanner(*pack).scan("eval(a)\npass\npass\npass\neval(b)\n", Language::kPython, options);
  EXPECT_EQ(result.findings.size(), 1u);
  EXPECT_TRUE(result.partial);
  EXPECT_THAT(result.why, HasSubstr("first 20 bytes"));
}

TEST(Limits, DeepNestingEndsTheParseAndRegexRulesStillRun) {
  const auto pack = RulePack::compile({{"a.yaml", rule("    pattern: eval($X)\n")},
                                       {"b.yaml",
                                        "rules:\n  - id: token\n    message: m\n    severity: ERROR\n"
                                        "    languages: [regex]\n    pattern-regex: tok_[0-9]+\n"}});
  ASSERT_TRUE(pack) << pack.error().to_string();
  const std::string code = "eval(x)\nt = 'tok_1'\n" + std::string(20'000, '(');
  const ScanResult result = Scanner(*pack).scan(code, Language::kPython);
  EXPECT_TRUE(result.partial);
  EXPECT_THAT(result.why, HasSubstr("nested"));
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].rule, "token");
}

// The back reference keeps the filter, which knows no such thing, from settling the matter.
TEST(Limits, ARunawayRegularExpressionIsSaid) {
  const auto pack = RulePack::compile(
      {{"rules.yaml",
        "rules:\n  - id: slow\n    message: m\n    severity: ERROR\n    languages: [regex]\n"
        "    pattern-regex: ^(a|aa)+([0-9])\\2$\n"}});
  ASSERT_TRUE(pack) << pack.error().to_string();
  const ScanResult result = Scanner(*pack).scan(std::string(60, 'a') + "12", Language::kPython);
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_TRUE(result.partial);
  EXPECT_THAT(result.why, HasSubstr("regular expression"));
}

}  // namespace
}  // namespace broch::scan
