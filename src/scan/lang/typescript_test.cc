#include <gtest/gtest.h>

#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;

TEST(TypeScript, TypesThatAPatternLeavesOutMatchAnything) {
  for (const Language language : {Language::kTypeScript, Language::kTsx}) {
    expect_rows(language, {
                              {"const $X = f($Y)", "const a: T = f(b);", {"const a: T = f(b);"}},
                              {"f($X)", "f<T>(a as U);\ng(b!)", {"f<T>(a as U)"}},
                              {"f($X, x)", "f(a, x!)", {"f(a, x!)"}},
                              {"function $F(..., $P, ...) { ... }",
                               "function g(a?: number): T { return a; }",
                               {"function g(a?: number): T { return a; }"}},
                              {"$O.f(...)", "a?.f()", {"a?.f()"}},
                          });
  }
}

// Files without JSX cannot hold such code, so the pattern is no error there and no match.
TEST(TypeScript, PatternsWithJsx) {
  expect_rows(Language::kTsx, {{"<A b={$X} />", "const y = <A b={c} />;", {"<A b={c} />"}}});
  Metavariables variables;
  const auto pattern = compile_pattern("<A b={$X} />", Grammar::of(Language::kTypeScript), variables);
  ASSERT_TRUE(pattern);
  EXPECT_TRUE(pattern->impossible);
  EXPECT_TRUE(pattern->readings.empty());
}

// JavaScript has no types, and types its literals all the same.
TEST(JavaScript, PatternsWithTypes) {
  Metavariables variables;
  const auto pattern =
      compile_pattern("({ $R }: T, $S: U) => {...}", Grammar::of(Language::kJavaScript), variables);
  ASSERT_TRUE(pattern);
  EXPECT_TRUE(pattern->impossible);
  expect_rows(Language::kJavaScript, {{"f(($X: string))", "f('a'); f(1); f(g)", {"f('a')"}}});
}

}  // namespace
}  // namespace broch::scan
