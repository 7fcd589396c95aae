// One line per behaviour of the pattern language: what a pattern finds in a piece of code.
#include "scan/match/matcher.h"

#include <gmock/gmock.h>

#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;
using testing::matches;

TEST(Matcher, PythonArguments) {
  expect_rows(Language::kPython, {
                                     {"f($X)", "f(a)\nf()\nf(a, b)\ng(a)", {"f(a)"}},
                                     {"f()", "f()\nf(a)", {"f()"}},
                                     {"f(...)", "f()\nf(a, *b, c=1)", {"f()", "f(a, *b, c=1)"}},
                                     {"f(..., $X)", "f(a, b)\nf()", {"f(a, b)"}},
                                     {"f($X, ..., $X)", "f(a, b, a)\nf(a, b)", {"f(a, b, a)"}},
                                     {"f(k=$V)", "f(k=1)\nf(1)\nf(k=1, j=2)", {"f(k=1)"}},
                                     {"f(..., k=True, ...)",
                                      "f(j=1, k=True)\nf(k=False)\nf(a, k=True)",
                                      {"f(j=1, k=True)", "f(a, k=True)"}},
                                     {"f($X)", "f(k=1)", {}},
                                     {"f(..., $K=$V, ...)", "f(1)\nf(a, j=2)", {"f(a, j=2)"}},
                                     {"f($...ARGS, $X)", "f(1, 2, 3)", {"f(1, 2, 3)"}},
                                     {"f($X)", "f(q for q in r)", {"f(q for q in r)"}},
                                     {"f(g($X))", "f((g(1)))", {"f((g(1)))"}},
                                 });
}

TEST(Matcher, PythonMetavariables) {
  expect_rows(Language::kPython,
              {
                  {"$X == $X", "a == a\na == b\nf( 1) == f(1)", {"a == a", "f( 1) == f(1)"}},
                  {"$_ == $_", "a == b", {"a == b"}},
                  {"$F($X)", "f(g(1))", {"f(g(1))", "g(1)"}},
                  {"def $F($X, ...): ...", "def f(a, b=1): pass\ndef g(): pass", {"def f(a, b=1): pass"}},
                  {"def $F(...):\n    ...\n    $F(...)",
                   "def f(a):\n    if a:\n        f(a)\n",
                   {"def f(a):\n    if a:\n        f(a)"}},
                  {"class $C: ...", "class A(B):\n    x = 1", {"class A(B):\n    x = 1"}},
                  {"$X = $x", "a = x", {"error: the pattern does not parse as python"}},
              });
}

TEST(Matcher, PythonLiterals) {
  expect_rows(Language::kPython,
              {
                  {"f(\"...\")",
                   "f('a')\nf(x)\nf('a' 'b')\nf('a' + \"b\")\nf(f'{x}')",
                   {"f('a')", "f('a' 'b')", "f('a' + \"b\")"}},
                  {"f('a')", "f(\"a\")\nf(b'a')\nf('b')", {"f(\"a\")", "f(b'a')"}},
                  {"f(\"$S\")", "f('abc')\nf(x)", {"f('abc')"}},
                  {"f(f\"...{$X}...\")", "f(f'a{b}c')\nf(f'{b}')\nf('abc')", {"f(f'a{b}c')", "f(f'{b}')"}},
                  {"f(\"=~/^a.*z$/\")", "f('abcz')\nf('b')", {"f('abcz')"}},
                  {"f(255)", "f(0xff)\nf(254)\nf(2_55)", {"f(0xff)", "f(2_55)"}},
                  {"f(\"...\")", "x = 'one'\nf(x)", {"f(x)"}},
                  {"f(\"...\")", "x = 'one'\nx = y\nf(x)", {}},
                  {"f(\"...\")", "def g(x='a'):\n    f(x)", {}},
                  {"\"...\" % $X", "'a%s' % b\nc % b", {"'a%s' % b"}},
                  {"\"...\" + $X + ...", "'a' + b + c + d", {"'a' + b", "'a' + b + c", "'a' + b + c + d"}},
              });
}

TEST(Matcher, PythonImportsAndChains) {
  expect_rows(
      Language::kPython,
      {
          {"os.system(...)", "import os\nos.system(1)", {"os.system(1)"}},
          {"os.system(...)", "from os import system as s\ns(1)", {"s(1)"}},
          {"os.system(...)", "import os as o\no.system(1)", {"o.system(1)"}},
          {"os.system(...)", "from os import *\nsystem(1)", {"system(1)"}},
          {"os.system(...)", "system(1)\nx.os.system(1)\nobj.system(1)", {}},
          {"os.path.join(...)", "from os import path as p\np.join(1)", {"p.join(1)"}},
          {"os.$F(...)", "from os import popen\npopen(1)", {"popen(1)"}},
          {"os.system(...)", "__import__('os').system(1)", {"__import__('os').system(1)"}},
          {"system(...)", "from os import system as s\ns(1)", {}},
          {"os.system", "from os import system\nx.system = 1\nf(system=2)", {}},
          {"$X.a(). ... .b()", "q.a().c(1).d.b()\nq.a().b()\nq.b()", {"q.a().c(1).d.b()", "q.a().b()"}},
      });
}

TEST(Matcher, PythonStatements) {
  expect_rows(
      Language::kPython,
      {
          {"$X = f()\n...\ng($X)", "a = f()\nb = 1\ng(a)\nh()", {"a = f()\nb = 1\ng(a)"}},
          {"$X = f()\n...\ng($X)", "a = f()\nif b:\n    g(a)\n", {"a = f()\nif b:\n    g(a)"}},
          {"$X = f()\n...\ng($X)", "if c:\n    a = f()\ng(a)\n", {}},
          {"$X = f()\n...\ng($X)", "a = f()\nx = h(g(a))", {"a = f()\nx = h(g(a))"}},
          {"a()\nb()", "a()\nb()\nc()\na()\nc()\nb()", {"a()\nb()"}},
          {"if $C:\n    ...", "if a:\n    b\nelse:\n    c", {"if a:\n    b\nelse:\n    c"}},
          {"return ...", "def f():\n    return\ndef g():\n    return 1", {"return", "return 1"}},
          {"try:\n    ...\nexcept $E:\n    pass",
           "try:\n    a()\nexcept E:\n    pass",
           {"try:\n    a()\nexcept E:\n    pass"}},
          {"with open(...) as $F:\n    ...", "with open(a) as b:\n    c()", {"with open(a) as b:\n    c()"}},
          {"@$D\ndef $F(...): ...", "@a\ndef f(): pass", {"@a\ndef f(): pass"}},
          {"def $F(...): ...", "@a\ndef f(): pass", {"def f(): pass"}},
          {"[..., $X, ...]", "[1, 2]\n[]", {"[1, 2]"}},
          {"{..., \"k\": $V, ...}", "{'a': 1, 'k': 2}\n{'a': 1}", {"{'a': 1, 'k': 2}"}},
          {"{\"k\": $V}", "{'k': 1}\n{'k': 1, 'a': 2}", {"{'k': 1}"}},
          {"x: int = $V", "x: int = 1\nx = 2", {"x: int = 1"}},
          {"x = $V", "x: int = 1", {"x: int = 1"}},
          {"f(<... g(...) ...>)", "f(a + [g(1)])\nf(1)", {"f(a + [g(1)])"}},
      });
}

TEST(Matcher, CExpressionsAndStatements) {
  expect_rows(
      Language::kC,
      {
          {"gets($B)", "void f() { gets(b); if (gets(c) == 0) ; }", {"gets(b)", "gets(c)"}},
          {"gets($B)", "int gets(char *b);", {}},
          {"f($X);",
           "void g() { f(1); x = f(2); int y = f(3); return f(4); }",
           {"f(1);", "x = f(2);", "int y = f(3);", "return f(4);"}},
          {"f($X);", "void g() { if (f(1)) ; }", {}},
          {"$X = malloc(...)",
           "void g() { char *p = malloc(3); q = malloc(4); int *r; }",
           {"*p = malloc(3)", "q = malloc(4)"}},
          {"$P->$F", "void g() { a->b; a.b; }", {"a->b"}},
          {"f((char *)$X)", "void g() { f((char *)y); f(y); }", {"f((char *)y)"}},
          {"f($X)", "void g() { f((char *)y); }", {"f((char *)y)"}},
          {"$A * $B", "void g() { x = n * m; y = (n) * 2; }", {"n * m", "(n) * 2"}},
          {"char $B[$N];", "void g() { char b[10]; int c[10]; }", {"char b[10];"}},
          {"if (...) { return $X; }",
           "int g() { if (a) return 1; if (b) { return 2; } if (c) { d(); return 3; } }",
           {"if (a) return 1;", "if (b) { return 2; }"}},
          {"free($P);\n...\nfree($P);",
           "void g() { free(a); b(); free(a); free(c); }",
           {"free(a); b(); free(a);"}},
          {"int $F(...) { ... }", "int f(int a) { return a; }", {"int f(int a) { return a; }"}},
          {"system(\"...\")", "void g() { const char *c = \"ls\"; system(c); system(d); }", {"system(c)"}},
          {"f(NULL)", "void g() { f(NULL); f(0); }", {"f(NULL)"}},
      });
}

TEST(Matcher, CDirectives) {
  const std::string code = "#include \"a.h\"\n#include <b.h>\n#define C 1\n#define D\nint x;\n";
  expect_rows(Language::kC, {
                                {"#include $X", code, {"#include \"a.h\"", "#include <b.h>"}},
                                {"#include \"a.h\"", code, {"#include \"a.h\""}},
                                {"#include <b.h>", code, {"#include <b.h>"}},
                                {"#define $X $Y", code, {"#define C 1"}},
                                {"#define $X", code, {"#define D"}},
                                {"#define C ...", code, {"#define C 1"}},
                            });
}

TEST(Matcher, JavaScript) {
  expect_rows(
      Language::kJavaScript,
      {
          {"eval($X)", "eval(a); x.eval(a);", {"eval(a)"}},
          {"$E.innerHTML = $V", "a.innerHTML = b; c.innerHTML += d;", {"a.innerHTML = b"}},
          {"new Function(...)", "new Function('a', b); Function(b);", {"new Function('a', b)"}},
          {"cp.exec(...)", "const { exec: run } = require('cp'); run(1);", {"run(1)"}},
          {"child_process.exec(...)", "import { exec } from 'node:child_process'; exec(1);", {"exec(1)"}},
          {"child_process.exec(...)",
           "require('child_process').exec(1)",
           {"require('child_process').exec(1)"}},
          {"child_process.exec(...)", "import * as c from 'child_process'; c.exec(1)", {"c.exec(1)"}},
          {"f(`...${$X}...`)", "f(`a${b}c`); f(`abc`); f(`${b}`)", {"f(`a${b}c`)", "f(`${b}`)"}},
          {"f(\"...\")", "f(`abc`); f('a'); f(`${b}`)", {"f(`abc`)", "f('a')"}},
          {"{a: false}",
           "f({b: 1, a: false}); g({a: true}); h({'a': false})",
           {"{b: 1, a: false}", "{'a': false}"}},
          {"var $X = f()", "let a = f(); const b = f(), c = 1;", {"let a = f();", "const b = f(), c = 1;"}},
          {"$X = f()", "let a = f(); b = f();", {"a = f()", "b = f()"}},
          {"function $F($X) { ... }",
           "const g = (a) => { return a; }; function h(b) {} class C { m(c) {} }",
           {"g = (a) => { return a; }", "function h(b) {}", "m(c) {}"}},
          {"function ...($X) { ... }", "x((a) => { return a; })", {"(a) => { return a; }"}},
          {"$X.then(...)", "a?.then(b)", {"a?.then(b)"}},
          {"f($X);",
           "const x = await f(1); y.z(f(2)); if (f(3)) {}",
           {"const x = await f(1);", "y.z(f(2));"}},
          {"if ($C) { $S }", "if (a) b();", {"if (a) b();"}},
          {"$X = $Q;\n...\n$D.run($X);",
           "async () => { const s = q; if (t) { await d.run(s); } }",
           {"const s = q; if (t) { await d.run(s);"}},
          {"<a href={$X} />", "y = <a href={z} />", {"<a href={z} />"}},
          {"f(...)", "f(...args)", {"f(...args)"}},
      });
}

TEST(Matcher, PatternsThatAreNone) {
  for (const Language language : kLanguages) {
    if (spec_of(language).grammar == nullptr) continue;
    EXPECT_THAT(matches(language, "", "x"), ::testing::ElementsAre("error: the pattern is empty"));
    EXPECT_THAT(matches(language, "f((", "x"),
                ::testing::ElementsAre(::testing::StartsWith("error: the pattern does not parse")));
    EXPECT_THAT(matches(language, "...", "x"),
                ::testing::ElementsAre(::testing::StartsWith("error: the pattern is only `...`")));
  }
}

TEST(Matcher, WorkIsBounded) {
  std::string code = "f(";
  for (int i = 0; i < 400; ++i) code += "a" + std::to_string(i) + ", ";
  code += "z)";
  Metavariables variables;
  const Grammar& grammar = Grammar::of(Language::kPython);
  const auto pattern = compile_pattern("f(..., $A, ..., $B, ..., $C, ..., $A)", grammar, variables);
  ASSERT_TRUE(pattern);
  Work unlimited{.left = UINT64_MAX};
  const auto parsed = parse(code, grammar, unlimited);
  ASSERT_TRUE(parsed);
  const Names names(parsed->tree);
  Work work{.left = 100'000};
  std::vector<Match> matches;
  Matcher(parsed->tree, names, MatchOptions{}, work).find(*pattern, matches);
  EXPECT_TRUE(work.exhausted());
}

}  // namespace
}  // namespace broch::scan
