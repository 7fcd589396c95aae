// Operators of rules and what is refused when a rule file is read.
#include "scan/rule/rule.h"

#include <gmock/gmock.h>

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string rule(const std::string& body, const std::string& languages = "python") {
  return "rules:\n  - id: r\n    languages: [" + languages + "]\n    severity: WARNING\n    message: m\n" +
         body;
}

/// The matched texts, or the error.
std::vector<std::string> run(const std::string& body, const std::string& code,
                             Language language = Language::kPython) {
  const auto pack = RulePack::compile({{"r.yaml", rule(body, name(language))}});
  if (!pack) return {pack.error().to_string()};
  std::vector<std::string> out;
  for (const Finding& finding : Scanner(*pack).scan(code, language).findings) {
    out.push_back(code.substr(finding.span.begin, finding.span.size()));
  }
  return out;
}

std::string error_of(const std::string& text) {
  const auto pack = RulePack::compile({{"r.yaml", text}});
  return pack ? "no error" : pack.error().to_string();
}

TEST(Operators, EitherIsAUnion) {
  EXPECT_THAT(run("    pattern-either: [{pattern: f($X)}, {pattern: g($X)}]\n", "g(1)\nf(2)\nh(3)\n"),
              ElementsAre("g(1)", "f(2)"));
}

TEST(Operators, NotRemovesOnlyTheSameExtent) {
  EXPECT_THAT(run("    patterns: [{pattern: f(...)}, {pattern-not: f(1)}]\n", "f(1)\nf(2)\n"),
              ElementsAre("f(2)"));
  EXPECT_THAT(run("    patterns: [{pattern: f(...)}, {pattern-not: g(...)}]\n", "f(g(1))\n"),
              ElementsAre("f(g(1))"));
  EXPECT_THAT(run("    patterns: [{pattern: f($X)}, {pattern-not: '$F($X, ...)'}]\n", "f(1)\n"), IsEmpty());
}

TEST(Operators, InsideBoundsAndUnifies) {
  const std::string inside =
      "    patterns:\n      - pattern: f($X)\n      - pattern-inside: |\n          def $G($X):\n            "
      "...\n";
  EXPECT_THAT(run(inside, "def g(a):\n    f(a)\n    f(b)\nf(a)\n"), ElementsAre("f(a)"));
  const std::string outside = "    patterns: [{pattern: f($X)}, {pattern-not-inside: 'with $Y: ...'}]\n";
  EXPECT_THAT(run(outside, "with q:\n    f(1)\nf(2)\n"), ElementsAre("f(2)"));
}

TEST(Operators, TheSmallerRangeSurvives) {
  EXPECT_THAT(run("    patterns: [{pattern: f(...)}, {pattern: g(...)}]\n", "f(g(1))\nf(2)\ng(3)\n"),
              ElementsAre("g(1)"));
  EXPECT_THAT(run("    patterns: [{pattern-inside: f(...)}, {pattern-inside: g(...)}]\n", "f(g(1))\n"),
              ElementsAre("g(1)"));
}

TEST(Operators, TheOrderInTheFileDoesNotMatter) {
  EXPECT_THAT(run("    patterns: [{pattern-not: f(1)}, {focus-metavariable: $X}, {pattern-inside: g(...)}, "
                  "{pattern: f($X)}]\n",
                  "g(f(1), f(2))\nf(3)\n"),
              ElementsAre("2"));
}

TEST(Operators, Regex) {
  EXPECT_THAT(run("    pattern-regex: ^ab+\n", "abb\n cab\nab # ab\n"), ElementsAre("abb", "ab"));
  EXPECT_THAT(run("    patterns: [{pattern: f(...)}, {pattern-not-regex: secret}]\n", "f(secret)\nf(1)\n"),
              ElementsAre("f(1)"));
  EXPECT_THAT(run("    patterns: [{pattern: f($X)}, {metavariable-regex: {metavariable: $X, regex: a}}]\n",
                  "f(ab)\nf(ba)\n"),
              ElementsAre("f(ab)"));
}

TEST(Operators, CaptureGroupsBindMetavariables) {
  const auto pack =
      RulePack::compile({{"r.yaml",
                          "rules: [{id: r, languages: [regex], severity: INFO, message: 'got $1 and $NAME', "
                          "pattern-regex: '(a+)-(?P<NAME>b+)'}]"}});
  ASSERT_TRUE(pack) << pack.error().to_string();
  const auto found = Scanner(*pack).scan("x aa-bbb", Language::kC).findings;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "got aa and bbb");
}

TEST(Operators, FocusNarrowsAndAListIsAUnion) {
  EXPECT_THAT(run("    patterns: [{pattern: 'f($X, $Y)'}, {focus-metavariable: $Y}]\n", "f(a, b)\n"),
              ElementsAre("b"));
  EXPECT_THAT(run("    patterns: [{pattern: 'f($X, $Y)'}, {focus-metavariable: [$X, $Y]}]\n", "f(a, b)\n"),
              ElementsAre("a", "b"));
}

TEST(Operators, ABareMetavariableSelectsInside) {
  EXPECT_THAT(run("    patterns: [{pattern: $X}, {pattern-inside: f(...)}, {metavariable-regex: "
                  "{metavariable: $X, regex: ^a$}}]\n",
                  "f(a, b)\na\n"),
              ElementsAre("a"));
}

TEST(Operators, NestedFormulas) {
  EXPECT_THAT(run("    patterns:\n      - pattern-either:\n          - patterns: [{pattern: f($X)}, "
                  "{pattern-not: f(1)}]\n"
                  "          - pattern: g($X)\n      - pattern-not:\n          patterns: [{pattern: g($Y)}, "
                  "{pattern-inside: h(...)}]\n",
                  "f(1)\nf(2)\ng(3)\nh(g(4))\n"),
              ElementsAre("f(2)", "g(3)"));
}

TEST(RuleFile, WhatIsWrongIsNamedWithItsPlace) {
  EXPECT_THAT(error_of(rule("    pattern: f($X\n")),
              HasSubstr("r.yaml:6:14: the pattern does not parse as python"));
  EXPECT_THAT(error_of(rule("    patterns: [{pattern-not: f()}]\n")),
              HasSubstr("r.yaml:6:15: `patterns` has no positive operator"));
  EXPECT_THAT(error_of(rule("    patterns:\n      - pattern: f()\n      - focus-metavariable: $Z\n")),
              HasSubstr("r.yaml:8:29: no pattern binds `$Z`"));
  EXPECT_THAT(error_of(rule("    patterns:\n      - pattern: f()\n      - patern-not: g()\n")),
              HasSubstr("r.yaml:8:9: unknown operator `patern-not` (did you mean `pattern-not`?)"));
  for (const char* key : {"metavariable-name", "pattern-where-python"}) {
    EXPECT_THAT(error_of(rule("    patterns:\n      - pattern: f()\n      - " + std::string(key) + ": {}\n")),
                HasSubstr("r.yaml:8:9: the operator `" + std::string(key) + "` is not supported"));
  }
  EXPECT_THAT(error_of(rule("    pattern: f()\n    options: {xml_attrs_implicit_ellipsis: true}\n")),
              HasSubstr("r.yaml:7:15: the option `xml_attrs_implicit_ellipsis` is not supported"));
  EXPECT_THAT(error_of(rule("    pattern: f()\n    mode: join\n")),
              HasSubstr("r.yaml:7:11: mode `join` is not supported"));
  EXPECT_THAT(error_of(rule("    pattern: f()\n    pattern-either: [{pattern: g()}]\n")),
              HasSubstr("r.yaml:7:5: a rule has one of"));
  EXPECT_THAT(error_of(rule("    metadata: {}\n")), HasSubstr("the rule has none of"));
  EXPECT_THAT(error_of(rule("    pattern: f()\n", "kotlin")),
              HasSubstr("r.yaml:3:16: the language `kotlin` is not supported"));
  EXPECT_THAT(error_of(rule("    pattern: f()\n", "pyton")),
              HasSubstr("r.yaml:3:17: unknown language `pyton`"));
  EXPECT_THAT(error_of(rule("    pattern: f()\n    metadata: {cwe: SQL}\n")),
              HasSubstr("`SQL` is no CWE id"));
  EXPECT_THAT(error_of("rules: [{id: a}]"), HasSubstr("the rule has no `message`"));
  EXPECT_THAT(error_of("rules: 1"), HasSubstr("a rule file is a map with a list `rules`"));
  EXPECT_THAT(error_of("{"), HasSubstr("r.yaml:"));
  EXPECT_THAT(error_of(rule("    pattern: f()\n") +
                       "  - {id: r, languages: [c], severity: INFO, message: m, pattern: g()}\n"),
              HasSubstr("the rule id `r` is used twice"));
}

TEST(RuleFile, WhatDoesNotLoadCanBeSkippedAndIsCounted) {
  const std::string text = rule("    pattern: f()\n    validators: []\n") +
                           "  - {id: s, languages: [python], severity: INFO, message: m, pattern: g()}\n";
  const auto pack = RulePack::compile({{"r.yaml", text}}, {.skip_unsupported = true});
  ASSERT_TRUE(pack) << pack.error().to_string();
  ASSERT_EQ((*pack)->rules().size(), 1u);
  EXPECT_EQ((*pack)->rules()[0].id, "s");
  EXPECT_EQ(Scanner(*pack).scan("g()\n", Language::kPython).findings.size(), 1u);
  ASSERT_EQ((*pack)->skipped().size(), 1u);
  EXPECT_EQ((*pack)->skipped()[0].id, "r");
  EXPECT_EQ((*pack)->skipped()[0].place.to_string(), "r.yaml:7:5");
  EXPECT_THAT((*pack)->skipped()[0].why, HasSubstr("`validators` is not supported"));
  EXPECT_FALSE(RulePack::compile({{"r.yaml", "{"}}, {.skip_unsupported = true}));
}

TEST(RuleFile, ARuleForAnotherVersionOfTheFormatIsSkipped) {
  const auto skipped = [](const std::string& keys) {
    const auto pack = RulePack::compile({{"r.yaml", rule("    pattern: f()\n" + keys)}});
    return pack ? static_cast<int>((*pack)->skipped().size()) : -1;
  };
  EXPECT_EQ(skipped("    min-version: 1.38.0\n"), 0);
  EXPECT_EQ(skipped("    min-version: 1.100.0\n    max-version: '1.100'\n"), 0);
  EXPECT_EQ(skipped("    min-version: 1.100.1\n"), 1);
  EXPECT_EQ(skipped("    min-version: 9\n"), 1);
  EXPECT_EQ(skipped("    max-version: 1.99.9\n"), 1);
  EXPECT_EQ(skipped("    min-version: new\n"), -1);
}

TEST(RuleFile, OptionsAreReadAndChangeWhatMatches) {
  const auto with = [](const std::string& option, const std::string& pattern) {
    return "    options: {" + option + "}\n    pattern: '" + pattern + "'\n";
  };
  EXPECT_THAT(run(with("vardef_assign: false", "x = f()"), "var x = f();", Language::kJavaScript), IsEmpty());
  EXPECT_THAT(run(with("vardef_assign: true", "x = f()"), "var x = f();", Language::kJavaScript),
              ElementsAre("x = f()"));
  EXPECT_THAT(run(with("arrow_is_function: false", "function $F() { ... }"), "x = 1; var f = () => { g(); };",
                  Language::kJavaScript),
              IsEmpty());
  EXPECT_THAT(
      run(with("implicit_ellipsis: false", "f({a: 1})"), "f({a: 1, b: 2}); f({a: 1})", Language::kJavaScript),
      ElementsAre("f({a: 1})"));
  EXPECT_THAT(run(with("implicit_deep_exprstmt: false", "f();"), "f(); x = f();", Language::kJavaScript),
              ElementsAre("f();"));
  EXPECT_THAT(run(with("interfile: true, taint_focus_on: sink", "f()"), "f()\n"), ElementsAre("f()"));
  EXPECT_THAT(error_of(rule(with("implicit_elipsis: false", "f()"))),
              HasSubstr("r.yaml:6:15: the option `implicit_elipsis` is not supported (did you mean"));
  EXPECT_THAT(error_of(rule(with("implicit_ellipsis: maybe", "f()"))), HasSubstr("true or false"));
}

TEST(RuleFile, NestingIsBounded) {
  std::string body = "{pattern: f()}";
  for (int i = 0; i < 40; ++i) body = "{patterns: [" + body + "]}";
  EXPECT_THAT(
      error_of("rules: [{id: r, languages: [python], severity: INFO, message: m, patterns: [" + body + "]}]"),
      ::testing::AnyOf(HasSubstr("nested"), HasSubstr("no error")));
}

TEST(RuleFile, MetadataIsNormalised) {
  const auto pack = RulePack::compile(
      {{"r.yaml", rule("    pattern: f()\n    metadata:\n      cwe: ['CWE-89: SQL', cwe79]\n"
                       "      cwe-id: CWE-022\n      confidence: LOW\n      secure: ' x '\n",
                       "py, typescript")}});
  ASSERT_TRUE(pack) << pack.error().to_string();
  const RuleInfo& info = (*pack)->rules()[0];
  EXPECT_THAT(info.cwe, ElementsAre("CWE-89", "CWE-79", "CWE-022"));
  EXPECT_THAT(info.languages, ElementsAre(Language::kPython, Language::kTypeScript, Language::kTsx));
  EXPECT_EQ(info.confidence, Confidence::kLow);
  EXPECT_EQ(info.secure, "x");
}

TEST(RuleFile, EveryErrorHasARemedy) {
  for (const std::string& text :
       {std::string("name: x"), std::string("rules: 1"), std::string("rules: [1]"),
        rule("    metadata: {}\n"), rule("    pattern-regex: '(a'\n"), rule("    pattern: [f]\n"),
        rule("    patterns: f()\n"), rule("    pattern: f()\n    fix: []\n"),
        rule("    pattern: f()\n", "pyton")}) {
    const auto pack = RulePack::compile({{"r.yaml", text}});
    ASSERT_FALSE(pack) << text;
    EXPECT_NE(pack.error().remedy, "") << pack.error().to_string();
  }
  EXPECT_THAT(error_of(rule("    pattern: [f]\n")), HasSubstr("a pattern is text, not a list"));
}

TEST(RuleFile, WhatOccursIsARegularExpression) {
  const auto pack = RulePack::compile({{"r.yaml", rule("    pattern: f()\n    metadata: {occurs: '('}\n")}});
  ASSERT_FALSE(pack);
  EXPECT_THAT(pack.error().to_string(), HasSubstr("the regular expression is wrong at character 2"));
}

TEST(RuleFile, DigestFollowsTheText) {
  const auto digest = [](const std::string& text) {
    return (*RulePack::compile({{"r.yaml", text}}))->digest();
  };
  EXPECT_EQ(digest(rule("    pattern: f()\n")), digest(rule("    pattern: f()\n")));
  EXPECT_NE(digest(rule("    pattern: f()\n")), digest(rule("    pattern: g()\n")));
}

}  // namespace
}  // namespace broch::scan
