// Conditions on metavariables: rows of a rule's body, code, and the lines that are reported.
#include <gmock/gmock.h>

#include "core/text.h"
#include "scan/rule/rule.h"

namespace broch::scan {
namespace {

using ::testing::HasSubstr;

struct Row {
  const char* body;
  const char* code;
  std::vector<int> lines;
};

std::string rule(const std::string& body, Language language) {
  return "rules:\n  - id: r\n    languages: [" + std::string(name(language)) +
         "]\n    severity: INFO\n    message: m\n    patterns:\n" + body;
}

void check(const std::vector<Row>& rows, Language language = Language::kPython) {
  for (const Row& row : rows) {
    const auto pack = RulePack::compile({{"r.yaml", rule(row.body, language)}});
    ASSERT_TRUE(pack) << pack.error().to_string() << "\n" << row.body;
    const LineIndex index(row.code);
    std::vector<int> lines;
    for (const Finding& finding : Scanner(*pack).scan(row.code, language).findings) {
      lines.push_back(index.at(finding.span.begin).line);
    }
    EXPECT_EQ(lines, row.lines) << row.body << row.code;
  }
}

std::string condition_error(const std::string& body) {
  const auto pack = RulePack::compile({{"r.yaml", rule(body, Language::kPython)}});
  return pack ? "no error" : pack.error().to_string();
}

TEST(Condition, MetavariableRegex) {
  const char* pattern = "      - pattern: f($X)\n";
  check({
      {"      - pattern: f($X)\n      - metavariable-regex: {metavariable: $X, regex: 'ab'}\n",
       "f(ab)\nf(abc)\nf(cab)\n",
       {1, 2}},
      {"      - pattern: f($X)\n      - metavariable-regex: {metavariable: $X, regex: '.a'}\n",
       "f('a')\nf(a)\n",
       {1}},  // quotes belong to the text
      {"      - pattern: f($X)\n      - metavariable-regex: {metavariable: $X, regex: '[a-z]+$', "
       "constant-propagation: true}\n",
       "f('a')\nc = 'abc'\nf(c)\nd = '1'\nf(d)\nf(1)\n",
       {1, 3}},
      // Named groups bind, and must agree with what is bound.
      {"      - pattern: f($X, $NAME)\n      - metavariable-regex: {metavariable: $X, regex: "
       "'.*_(?P<NAME>[a-z]+)'}\n",
       "f(x_a, a)\nf(x_a, b)\n",
       {1}},
      {"      - pattern: f($X)\n      - metavariable-regex: {metavariable: $X, regex: '.(?P<K>[a-z]+)'}\n"
       "      - metavariable-regex: {metavariable: $K, regex: 'ab$'}\n",
       "f('ab')\nf('abc')\n",
       {1}},
  });
  EXPECT_THAT(
      condition_error(std::string(pattern) + "      - metavariable-regex: {metavariable: $Y, regex: a}\n"),
      HasSubstr("r.yaml:8:44: no pattern binds `$Y`"));
  EXPECT_THAT(
      condition_error(std::string(pattern) + "      - metavariable-regex: {metavariable: $X, regexp: a}\n"),
      HasSubstr("unknown key `regexp` (did you mean `regex`?)"));
}

TEST(Condition, MetavariablePattern) {
  check({
      {"      - pattern: f($X)\n      - metavariable-pattern: {metavariable: $X, pattern: g(...)}\n",
       "f(g(1))\nf(h(1))\nf(h(g(1)))\ng(1)\n",
       {1, 3}},  // anywhere within
      {"      - pattern: f($X)\n      - metavariable-pattern:\n          metavariable: $X\n"
       "          patterns: [{pattern-not: g(...)}]\n",
       "f(g(1))\nf(h(1))\nf(h(g(1)))\n",
       {2, 3}},  // the variable's own range is the positive
      {"      - pattern: f($X)\n      - metavariable-pattern:\n          metavariable: $X\n"
       "          pattern-either: [{pattern: a}, {pattern: b}]\n",
       "f(a)\nf(b)\nf(c)\n",
       {1, 2}},
      // What it binds is bound from there on.
      {"      - pattern: f($X)\n      - metavariable-pattern: {metavariable: $X, pattern: g($Y)}\n"
       "      - metavariable-regex: {metavariable: $Y, regex: a}\n",
       "f(g(a))\nf(g(b))\n",
       {1}},
      {"      - pattern: f($X, $Y)\n      - metavariable-pattern: {metavariable: $X, pattern: g($Y)}\n",
       "f(g(a), a)\nf(g(a), b)\n",
       {1}},
      // Conditions inside see what is bound outside.
      {"      - pattern: f($X, $Y)\n      - metavariable-pattern:\n          metavariable: $X\n"
       "          patterns: [{pattern: g(...)}, {metavariable-regex: {metavariable: $Y, regex: a}}]\n",
       "f(g(1), a)\nf(g(1), b)\n",
       {1}},
      {"      - pattern: f($X)\n      - metavariable-pattern:\n          metavariable: $X\n"
       "          patterns:\n            - pattern: g($Y)\n            - metavariable-pattern: "
       "{metavariable: $Y, "
       "pattern: h()}\n",
       "f(g(h()))\nf(g(1))\nh()\n",
       {1}},
      {"      - pattern: f($X)\n      - metavariable-pattern:\n          metavariable: $X\n"
       "          patterns: [{pattern: $Y}, {pattern-not: '\"...\"'}]\n",
       "f('a')\nf(a)\n",
       {2}},
      // A regular expression sees the text of the variable alone.
      {"      - pattern: f($X)\n      - metavariable-pattern: {metavariable: $X, pattern-regex: '^a.$'}\n",
       "f(ab)\nf(abc)\n",
       {1}},
      {"      - pattern: f($X)\n      - metavariable-pattern:\n          metavariable: $X\n"
       "          patterns: [{pattern-not-regex: '\"'}]\n",
       "f(\"a\")\nf(a)\n",
       {2}},
      // A list of arguments is no expression.
      {"      - pattern: f($...X)\n      - metavariable-pattern: {metavariable: $...X, pattern: g()}\n",
       "f(1, g())\n",
       {}},
  });
}

TEST(Condition, MetavariablePatternInAnotherLanguage) {
  check({
      {"      - pattern: f($X)\n      - metavariable-pattern: {metavariable: $X, language: javascript, "
       "pattern: 'eval($Y)'}\n      - metavariable-regex: {metavariable: $Y, regex: 'a$'}\n",
       "f('x; eval(a)')\nf('eval(b)')\nf('eval(')\nf(eval(a))\nc = 'eval(a)'\nf(c)\n",
       {1, 4, 6}},
      {"      - pattern: f(\"$X\")\n      - metavariable-pattern: {metavariable: $X, language: regex, "
       "pattern-regex: '^a'}\n",
       "f('ab')\nf('ba')\n",
       {1}},
      {"      - pattern: f($X)\n      - metavariable-pattern:\n          metavariable: $X\n"
       "          language: python\n          patterns: [{pattern: g($A)}, {pattern-not: g(1)}]\n",
       "f('g(1)')\nf('g(2)')\n",
       {2}},
  });
  EXPECT_THAT(condition_error(
                  "      - pattern: f($X)\n      - metavariable-pattern: {metavariable: $X, language: fish, "
                  "pattern: a}\n"),
              HasSubstr("r.yaml:8:60: the language `fish` is not supported"));
  EXPECT_THAT(condition_error("      - pattern: f($X)\n      - metavariable-pattern: {metavariable: $X}\n"),
              HasSubstr("needs a formula"));
}

TEST(Condition, MetavariableComparison) {
  check({
      {"      - pattern: f($X)\n      - metavariable-comparison: {metavariable: $X, comparison: $X < 8}\n",
       "f(7)\nf(8)\nf(0x7)\nf('7')\nf(x)\nf(-1)\n",
       {1, 3, 6}},
      {"      - pattern: f($X, $Y)\n      - metavariable-comparison: {comparison: $X > $Y}\n",
       "f(2, 1)\nf(1, 2)\nf(1.5, 1)\n",
       {1, 3}},
      {"      - pattern: f($X)\n      - metavariable-comparison: {comparison: \"$X in ['a', 'b']\"}\n",
       "f('a')\nf('c')\nc = 'b'\nf(c)\n",
       {1, 4}},
      {"      - pattern: f($X)\n      - metavariable-comparison: {metavariable: $X, comparison: $X > 5, "
       "strip: "
       "true}\n",
       "f('7')\nf('3')\nf(9)\n",
       {1, 3}},
      {"      - pattern: f($X)\n      - metavariable-comparison: {metavariable: $X, comparison: $X == 511, "
       "base: 8}\n",
       "f(0o777)\nf(777)\nf(511)\n",
       {1, 2}},
      {"      - pattern: f(\"$X\")\n      - metavariable-comparison: {comparison: $X > 5}\n",
       "f('7')\nf('3')\nf('a')\n",
       {1}},
      {"      - pattern: f($X)\n      - metavariable-comparison: {comparison: $X == True}\n",
       "f(True)\nf(False)\nf(1)\n",
       {1}},
      // Later conditions see what earlier ones left.
      {"      - pattern: f($X)\n      - metavariable-comparison: {comparison: $X > 1}\n"
       "      - metavariable-comparison: {comparison: $X < 3}\n",
       "f(1)\nf(2)\nf(3)\n",
       {2}},
  });
  EXPECT_THAT(
      condition_error("      - pattern: f($X)\n      - metavariable-comparison: {comparison: $X >}\n"),
      HasSubstr("r.yaml:8:47: an operand is missing"));
  EXPECT_THAT(
      condition_error("      - pattern: f($X)\n      - metavariable-comparison: {comparison: $Y > 1}\n"),
      HasSubstr("no pattern binds `$Y`"));
  EXPECT_THAT(condition_error(
                  "      - pattern: f($X)\n      - metavariable-comparison: {comparison: $X > 1, base: 8}\n"),
              HasSubstr("need the `metavariable`"));
}

TEST(Condition, MetavariableAnalysis) {
  check({
      {"      - pattern: f($X)\n      - metavariable-analysis: {metavariable: $X, analyzer: entropy}\n",
       "f('wJalrXUtnFEMI/K7MDENG/bPxRfiCYzq8T2v')\nf('just some words that people write')\n",
       {1}},
      {"      - pattern: f($X)\n      - metavariable-analysis: {metavariable: $X, analyzer: redos}\n",
       "f('(a+)+$')\nf('a+$')\n",
       {1}},
  });
  EXPECT_THAT(
      condition_error(
          "      - pattern: f($X)\n      - metavariable-analysis: {metavariable: $X, analyzer: mood}\n"),
      HasSubstr("the analyzer `mood` is not supported"));
}

TEST(Condition, StandUnderNegativesToo) {
  check({
      {"      - pattern: f($X)\n      - pattern-not:\n          patterns: [{pattern: f($Y)}, "
       "{metavariable-regex: "
       "{metavariable: $Y, regex: a}}]\n",
       "f(a)\nf(b)\n",
       {2}},
      {"      - pattern: f($X)\n      - pattern-not-inside:\n          patterns: [{pattern: g($Y)}, "
       "{metavariable-comparison: {comparison: $Y == 1}}]\n",
       "g(f(2))\nf(1)\n",
       {1, 2}},
  });
}

TEST(Focus, AListIsAUnionAndSeparateKeysIntersect) {
  check({
      {"      - pattern: f($X, $Y)\n      - focus-metavariable: [$X, $Y]\n", "f(\n a,\n b)\n", {2, 3}},
      {"      - pattern: f($X, $Y)\n      - focus-metavariable: $X\n      - focus-metavariable: $Y\n",
       "f(\n a,\n b)\n",
       {}},
      {"      - pattern: f($X)\n      - pattern: f(g($Y))\n      - focus-metavariable: $X\n      - "
       "focus-metavariable: $Y\n",
       "f(g(\n a))\n",
       {2}},
  });
}

}  // namespace
}  // namespace broch::scan
