// Patterns of `languages: [generic]`: rows of a pattern, text, and what is found.
#include <gmock/gmock.h>

#include "core/text.h"
#include "scan/generic/pattern.h"
#include "scan/scan.h"

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Row {
  const char* pattern;
  const char* text;
  std::vector<std::string> found;
};

std::string rule(const std::string& body) {
  return "rules:\n  - id: r\n    languages: [generic]\n    severity: INFO\n    message: m\n" + body;
}

std::vector<std::string> run(const std::string& body, std::string_view text) {
  const auto pack = RulePack::compile({{"r.yaml", rule(body)}});
  if (!pack) return {pack.error().to_string()};
  std::vector<std::string> out;
  for (const Finding& finding : Scanner(*pack).scan(text, Language::kGeneric).findings) {
    out.emplace_back(text.substr(finding.span.begin, finding.span.size()));
  }
  return out;
}

std::string block(std::string_view pattern) {
  std::string out = "    pattern: |\n";
  for (const std::string_view line : split(pattern, '\n')) out += "      " + std::string(line) + "\n";
  return out;
}

TEST(Generic, Patterns) {
  const Row rows[] = {
      {"FROM $IMAGE:latest",
       "FROM debian:latest\nFROM alpine:3\nFROM\n  node : latest\n",
       {"FROM debian:latest", "FROM\n  node : latest"}},
      {"ssl_protocols ... TLSv1 ...;",
       "ssl_protocols TLSv1_2;\nssl_protocols TLSv1_2 TLSv1 TLSv1_1;\n",
       {"ssl_protocols TLSv1_2;\nssl_protocols TLSv1_2 TLSv1 TLSv1_1;",
        "ssl_protocols TLSv1_2 TLSv1 TLSv1_1;"}},
      {"a $X b $X", "a 1 b 1; a 1 b 2", {"a 1 b 1"}},
      {"key = \"$V\"", "key = \"abc\"\nkey = \"a b\"\n", {"key = \"abc\""}},
      {"key = \"$...V\"", "key = \"abc\"\nkey = \"a b\"\n", {"key = \"abc\"", "key = \"a b\""}},
      // Within brackets `...` stays within them.
      {"f(... secret ...)",
       "f(a, secret, b)\nf(a) secret\nf(g(secret))\n",
       {"f(a, secret, b)", "f(g(secret))"}},
      {"server {\n...\nroot $D;\n}",
       "server {\n listen 80;\n root x;\n}\n",
       {"server {\n listen 80;\n root x;\n}"}},
      // What is indented in the pattern is indented below in the text.
      {"a:\n  ...\n  b: 1", "a:\n  c: 2\n  b: 1\n", {"a:\n  c: 2\n  b: 1"}},
      {"a:\n  ...\n  b: 1", "a:\n  c: 2\nd:\n  b: 1\n", {}},
      {"a:\n...\nb: 1", "a:\n  c: 2\nb: 1\n", {"a:\n  c: 2\nb: 1"}},
      {"word", "words word sword\n", {"word"}},
      {"...\na", "b a\n", {"a"}},
  };
  for (const Row& row : rows) EXPECT_EQ(run(block(row.pattern), row.text), row.found) << row.pattern;
}

TEST(Generic, AnEllipsisSpansTenLines) {
  const std::string near = "a\n" + std::string(9, '\n') + "b\n", far = "a\n" + std::string(10, '\n') + "b\n";
  EXPECT_THAT(run("    pattern: a ... b\n", near).size(), 1u);
  EXPECT_THAT(run("    pattern: a ... b\n", far).size(), 0u);
  EXPECT_THAT(run("    options: {generic_ellipsis_max_span: 11}\n    pattern: a ... b\n", far).size(), 1u);
  EXPECT_THAT(run("    options: {generic_ellipsis_max_span: 0}\n    pattern: a ... b\n", "a c b\na\nb\n"),
              ElementsAre("a c b"));
}

TEST(Generic, CommentsAreCodeUnlessTheRuleSaysHowTheyLook) {
  EXPECT_THAT(run("    pattern: a b\n", "# a b\na /* x */ b\n"), ElementsAre("a b"));
  EXPECT_THAT(run("    options: {generic_comment_style: c}\n    pattern: a b\n", "a /* x */ b\n"),
              ElementsAre("a /* x */ b"));
  EXPECT_THAT(run("    options: {generic_comment_style: shell}\n    pattern: a b\n", "# a b\n"),
              ElementsAre());
  EXPECT_THAT(run("    options: {generic_comment_style: cpp}\n    pattern: a b\n", "// a b\na // x\nb\n"),
              ElementsAre("a // x\nb"));
}

TEST(Generic, OperatorsCombineAsElsewhere) {
  EXPECT_THAT(run("    patterns:\n      - pattern: 'image: $N'\n      - pattern-inside: |\n          spec:\n"
                  "            ...\n      - metavariable-regex: {metavariable: $N, regex: ^a}\n",
                  "spec:\n  image: abc\n  image: xyz\nother:\n  image: abd\n"),
              ElementsAre("image: abc"));
  EXPECT_THAT(run("    patterns:\n      - pattern: p = $N\n      - metavariable-comparison: {comparison: $N "
                  "< 1024}\n",
                  "p = 80\np = 8080\n"),
              ElementsAre("p = 80"));
  EXPECT_THAT(run("    patterns: [{pattern: a $X}, {pattern-not: a b}]\n", "a b\na c\n"), ElementsAre("a c"));
  EXPECT_THAT(run("    pattern-either: [{pattern: a b}, {pattern-regex: 'c+'}]\n", "a b cc\n"),
              ElementsAre("a b", "cc"));
}

TEST(Generic, ReadsWhatAMetavariableHolds) {
  const auto pack = RulePack::compile(
      {{"r.yaml",
        "rules:\n  - id: r\n    languages: [python]\n    severity: INFO\n    message: m\n    patterns:\n"
        "      - pattern: f($X)\n      - metavariable-pattern: {metavariable: $X, language: generic, "
        "pattern: a "
        "... b}\n"}});
  ASSERT_TRUE(pack) << pack.error().to_string();
  const std::string code = "f('a x b')\nf('b a')\n";
  const auto found = Scanner(*pack).scan(code, Language::kPython).findings;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].span.begin, 0u);
}

TEST(Generic, WhatIsNoPatternIsAnError) {
  EXPECT_THAT(run("    pattern: '... ...'\n", "a").at(0), HasSubstr("nothing but `...`"));
  EXPECT_THAT(run("    pattern: ' '\n", "a").at(0), HasSubstr("is empty"));
}

TEST(Generic, WorkIsBounded) {
  Metavariables variables;
  const auto pattern = compile_generic_pattern("$A ... $B ... $C ... $D ... x", variables);
  ASSERT_TRUE(pattern);
  std::string text;
  for (int i = 0; i < 2'000; ++i) text += "a ";
  Work work{.left = 100'000};
  std::vector<Match> matches;
  find_generic(*pattern, text, tokenize(text, GenericOptions::Comments::kNone), 0, {}, work, matches);
  EXPECT_TRUE(work.exhausted());
  EXPECT_TRUE(matches.empty());
}

}  // namespace
}  // namespace broch::scan
