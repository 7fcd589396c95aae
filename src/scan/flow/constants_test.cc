// What the argument of each call of sink() is known to be.
#include "scan/flow/constants.h"

#include <gmock/gmock.h>

#include "scan/tree/parse.h"

namespace broch::scan {
namespace {

using ::testing::ElementsAre;

std::string describe(const Constant& c) {
  switch (c.kind) {
    case Constant::Kind::kUnknown:
      return "?";
    case Constant::Kind::kString:
      return "'" + std::string(c.text) + "'";
    case Constant::Kind::kInteger:
      return std::to_string(c.integer);
    case Constant::Kind::kFloat:
      return "float";
    case Constant::Kind::kBoolean:
      return c.integer != 0 ? "true" : "false";
    case Constant::Kind::kSomeString:
      return "string";
    case Constant::Kind::kSomeNumber:
      return "number";
    case Constant::Kind::kSomeBoolean:
      return "boolean";
  }
  return "";
}

std::vector<std::string> sinks(Language language, const std::string& code) {
  const Grammar& grammar = Grammar::of(language);
  Work unlimited{.left = UINT64_MAX};
  const auto parsed = parse(code, grammar, unlimited);
  if (!parsed) return {"no parse"};
  const FlatTree& tree = parsed->tree;
  const Scopes scopes(tree);
  const Constants constants(tree, scopes);
  std::vector<std::string> out;
  for (uint32_t n = 0; n < tree.size(); ++n) {
    if (tree.role(n) != Role::kCall || tree.text(tree.first_child(n)) != "sink") continue;
    out.push_back(describe(constants.of(tree.first_child(tree.child(n, FieldRole::kArguments)))));
  }
  return out;
}

std::string sink(Language language, const std::string& code) {
  const auto all = sinks(language, code);
  return all.size() == 1 ? all[0] : "not one sink";
}

struct Case {
  const char* code;
  const char* value;
};

void check(Language language, const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(sink(language, c.code), c.value) << c.code;
}

TEST(Constants, FoldExpressions) {
  check(Language::kPython, {
                               {"sink('a')", "'a'"},
                               {"sink('a' + \"b\")", "'ab'"},
                               {"sink('a' 'b')", "'ab'"},
                               {"sink('a' + 'b' + 'c' + 'd')", "'abcd'"},
                               {"sink('a' + x)", "?"},
                               {"sink('%s-%s' % ('a', 'b'))", "'a-b'"},
                               {"sink('%5d' % 3)", "string"},
                               {"sink('%s' % x)", "?"},
                               {"sink('{}/{}'.format('a', 1))", "'a/1'"},
                               {"sink('{x}'.format(x='a'))", "string"},
                               {"sink('{}'.format(y))", "?"},
                               {"x = 'a'\nsink(f'<{x}>')", "'<a>'"},
                               {"sink(f'<{y}>')", "?"},
                               {"sink(1 + 2 * 3)", "7"},
                               {"sink(0x10)", "16"},
                               {"sink(-1)", "-1"},
                               {"sink(9223372036854775807 + 1)", "number"},
                               {"sink(1.5)", "float"},
                               {"sink(not True)", "false"},
                               {"sink(True and False)", "false"},
                               {"sink(1 < 2)", "true"},
                               {"sink(len('a'))", "?"},
                           });
  check(Language::kJavaScript, {
                                   {"const a = 'x'; sink(`<${a}>`)", "'<x>'"},
                                   {"sink(`plain`)", "'plain'"},
                                   {"sink(`${y}`)", "?"},
                                   {"sink('a'.concat('b', 'c'))", "'abc'"},
                                   {"sink('n' + 1)", "'n1'"},
                                   {"sink(c ? 'a' : 'b')", "string"},
                                   {"sink(c ? 'a' : d)", "?"},
                                   {"sink(!true)", "false"},
                               });
  check(Language::kPhp, {
                            {"sink('a' . 'b');", "'ab'"},
                            {"$x = 'a'; $x .= 'b'; sink($x);", "'ab'"},
                            {"sink('a' . $y);", "?"},
                            {"sink('1' + '2');", "?"},
                            {"const A = 'a'; function f() { sink(A . 'b'); }", "'ab'"},
                            {"class K { const A = 'a'; } sink(A);", "?"},
                            {"sink(A); const A = 'a';", "?"},
                        });
  check(Language::kC, {
                          {"void f() { sink(\"a\" \"b\"); }", "'ab'"},
                          {"void f() { sink(0755); }", "493"},
                          {"void f() { sink(10L); }", "10"},
                      });
}

TEST(Constants, WrittenOnceHoldsEverywhere) {
  check(
      Language::kPython,
      {
          {"X = 'a'\ndef f():\n    sink(X)", "'a'"},
          {"def f():\n    sink(X)\nX = 'a'", "'a'"},
          {"X = 'a'\nX = g()\ndef f():\n    sink(X)", "?"},
          {"X = 'a'\ndef f(X):\n    sink(X)", "?"},
          {"X = 'a'\ndef f():\n    X = g()\n    sink(X)", "?"},
          {"X = 'a'\ndef g():\n    X = h()\ndef f():\n    sink(X)", "'a'"},
          {"X = 'a'\ndef g():\n    global X\n    X = h()\ndef f():\n    sink(X)", "?"},
          {"X = X + 'a'\nsink(X)", "?"},
          {"A = B\nB = A\nsink(A)", "?"},
          {"class C:\n    def __init__(self):\n        self.k = 'a'\n    def f(self):\n        sink(self.k)",
           "'a'"},
          {"class C:\n    def __init__(self):\n        self.k = 'a'\n    def f(self):\n        self.k = b\n"
           "        sink(self.k)",
           "?"},
          {"sink([x for x in y])\nx = 'a'", "?"},
      });
  check(Language::kJavaScript, {
                                   {"const a = 'x'; g(() => sink(a))", "'x'"},
                                   {"let a = 'x'; g(() => { a = h(); sink(1) })", "1"},
                                   {"let a = 'x'; g(() => { a = h() }); sink(a)", "?"},
                                   {"const a = 'x'; { const a = h(); sink(a) }", "?"},
                                   {"const a = h(); { const a = 'x'; sink(a) }", "'x'"},
                                   {"if (c) { var a = 'x' } sink(a)", "'x'"},
                                   {"class C { m() { this.k = 'a'; sink(this.k) } }", "'a'"},
                                   {"a = 'x'; sink(a)", "'x'"},
                                   {"const {a} = 'x'; sink(a)", "?"},
                                   {"const [a, b] = ['x', 'y']; sink(b)", "'y'"},
                                   {"for (const a of 'x') sink(a)", "?"},
                                   {"x.a = 'x'; sink(a)", "?"},
                               });
}

TEST(Constants, FlowInOrder) {
  check(Language::kPython, {
                               {"def f():\n    x = 'a'\n    sink(x)\n    x = g()", "'a'"},
                               {"def f():\n    x = g()\n    x = 'a'\n    sink(x)", "'a'"},
                               {"def f():\n    x = 'a'\n    x = g()\n    sink(x)", "?"},
                               {"def f():\n    x = 'a'\n    x += 'b'\n    sink(x)", "'ab'"},
                               {"def f():\n    x = 'a'\n    x += g()\n    sink(x)", "?"},
                               {"def f(x):\n    x = 'a'\n    sink(x)", "'a'"},
                               {"def f():\n    x, y = 'a', 'b'\n    x = 'c'\n    sink(x + y)", "'cb'"},
                               {"def f():\n    x = y = 'a'\n    x = x + y\n    sink(x)", "'aa'"},
                               {"def f():\n    x = 'a'\n    x = x + 'b'\n    sink(x)", "'ab'"},
                               {"x = 'a'\nx = g()\nx = 'b'\nsink(x)", "'b'"},
                               {"def f():\n    x = 'a'\n    x.append('b')\n    sink(x)", "?"},
                               {"def f():\n    x = 'a'\n    y = x.upper()\n    sink(x)", "'a'"},
                               {"def f():\n    x = 'a'\n    g(x)\n    sink(x)", "'a'"},
                               {"def f():\n    x = 1\n    x = x + 1\n    sink(x)", "2"},
                           });
}

TEST(Constants, FlowJoinsPaths) {
  check(
      Language::kPython,
      {
          {"def f(c):\n    x = 'a'\n    if c:\n        x = 'a'\n    sink(x)", "'a'"},
          {"def f(c):\n    x = 'a'\n    if c:\n        x = 'b'\n    sink(x)", "string"},
          {"def f(c):\n    x = 'a'\n    if c:\n        x = 1\n    sink(x)", "?"},
          {"def f(c):\n    x = g()\n    if c:\n        x = 'b'\n    sink(x)", "?"},
          {"def f(c):\n    x = g()\n    if c:\n        x = 'a'\n    else:\n        x = 'b'\n    sink(x)",
           "string"},
          {"def f(c):\n    x = g()\n    if c:\n        x = 'a'\n    elif d:\n        x = 'a'\n    else:\n    "
           "    x = 'a'\n"
           "    sink(x)",
           "'a'"},
          {"def f(c):\n    x = g()\n    if c:\n        x = 'a'\n    elif d:\n        x = 'b'\n    sink(x)",
           "?"},
          {"def f(c):\n    x = 'a'\n    if c:\n        x = g()\n        return 1\n    sink(x)", "'a'"},
          {"def f(c):\n    x = 'a'\n    if c:\n        x = g()\n        raise E\n    sink(x)", "'a'"},
          {"def f(c):\n    x = 'a'\n    if c:\n        x = 'b'\n        sink(x)", "'b'"},
          {"def f(c):\n    x = 'a'\n    for i in c:\n        sink(x)\n        x = 'b'", "string"},
          {"def f(c):\n    x = 'a'\n    for i in c:\n        sink(x)\n        x = g()", "?"},
          {"def f(c):\n    x = 'a'\n    for i in c:\n        sink(x)\n    x = 'b'", "'a'"},
          {"def f(c):\n    x = 'a'\n    while c:\n        x = x + 'b'\n    sink(x)", "?"},
          {"def f(c):\n    x = 'a'\n    while c:\n        x = 'b'\n        sink(x)", "'b'"},
          {"def f(c):\n    x = 'a'\n    for x in c:\n        pass\n    sink(x)", "?"},
          {"def f():\n    x = 'a'\n    try:\n        x = g()\n    except E:\n        pass\n    sink(x)", "?"},
          {"def f():\n    x = g()\n    try:\n        x = 'a'\n    except E:\n        x = 'b'\n    sink(x)",
           "string"},
          {"def f():\n    x = g()\n    try:\n        x = 'a'\n    except E:\n        return\n    sink(x)",
           "'a'"},
          {"def f():\n    x = g()\n    try:\n        h()\n        x = 'a'\n    except E:\n        sink(x)\n",
           "?"},
          {"def f():\n    x = 'a'\n    try:\n        h()\n    finally:\n        x = 'b'\n    sink(x)", "'b'"},
          {"def f():\n    with g() as x:\n        sink(x)\n    x = 'a'", "?"},
      });
  check(Language::kJavaScript,
        {
            {"function f(c) { let x = 'a'; if (c) x = 'b'; else if (d) x = 'c'; sink(x) }", "string"},
            {"function f(c) { let x = 'a'; if (c) { x = g(); return } sink(x) }", "'a'"},
            {"function f(c) { let x = 'a'; switch (c) { case 1: x = 'b'; break; default: x = 'c' } sink(x) }",
             "string"},
            {"function f(c) { let x = 'a'; switch (c) { case 1: x = 'b'; sink(x); break; case 2: x = g() } }",
             "'b'"},
            {"function f(c) { let x = 'a'; switch (c) { case 1: x = g(); case 2: sink(x) } }", "?"},
            {"function f() { let x = 'a'; for (;;) { x = g(); break } sink(x) }", "?"},
            {"function f() { let x = 'a'; x++; sink(x) }", "?"},
            {"function f() { let x = 'a'; try { x = 'b' } catch (e) { x = g() } sink(x) }", "?"},
        });
  check(Language::kC, {
                          {"void f() { char *x = \"a\"; sink(x); x = g(); }", "'a'"},
                          {"void f(int c) { char *x; if (c) x = \"a\"; else x = \"b\"; sink(x); }", "string"},
                          {"void f() { char x[9] = \"a\"; sink(x); }", "?"},
                          {"void f() { int x = 1; g(&x); sink(x); }", "?"},
                          {"void f(unsigned x) { sink(x = 1); }", "1"},
                          {"void f(unsigned x) { sink(x >>= 1); }", "?"},
                          {"void f(int n) { for (int x = 0; x < n; x += 64) sink(x); }", "?"},
                          {"void f(int n) { for (int i = 0; i < n; i++) { int x = 1; sink(x); } }", "1"},
                          {"void f() { int x = 1; { int x = 2; sink(x); } }", "2"},
                          {"void f(char *x) { sink(x); }", "?"},
                      });
}

TEST(Constants, SayWhatWasAssigned) {
  const auto assigned = [](const std::string& code) {
    const Grammar& grammar = Grammar::of(Language::kPython);
    Work unlimited{.left = UINT64_MAX};
    const auto parsed = parse(code, grammar, unlimited);
    const FlatTree& tree = parsed->tree;
    const Scopes scopes(tree);
    const Constants constants(tree, scopes);
    for (uint32_t n = 0; n < tree.size(); ++n) {
      if (tree.role(n) != Role::kCall || tree.text(tree.first_child(n)) != "sink") continue;
      const uint32_t value = constants.assigned(tree.first_child(tree.child(n, FieldRole::kArguments)));
      return value == kNoNode ? std::string("none") : std::string(tree.text(value));
    }
    return std::string("no sink");
  };
  EXPECT_EQ(assigned("def f():\n    x = g(1)\n    sink(x)\n    x = 2"), "g(1)");
  EXPECT_EQ(assigned("def f(c):\n    x = g(1)\n    if c:\n        x = g(2)\n    sink(x)"), "none");
  EXPECT_EQ(assigned("def f(x):\n    sink(x)"), "none");
}

// Chains of else-if nest in the tree, so that their length is its depth.
TEST(Constants, DeepNestingIsUnknownAndEnds) {
  std::string chain = "function f(c) { let x = 'a';\n";
  for (int i = 0; i < 3000; ++i) chain += "if (c) x = 'b'; else ";
  chain += "x = 'c'; sink(x) }";
  EXPECT_EQ(sink(Language::kJavaScript, chain), "?");
  std::string sum = "sink('a'";
  for (int i = 0; i < 20'000; ++i) sum += " + 'a'";
  EXPECT_EQ(sink(Language::kPython, sum + ")"), "string");
  std::string loops = "def f(c):\n  x = 'a'\n";
  for (int i = 0; i < 12; ++i) loops += std::string(static_cast<size_t>(i) + 2, ' ') + "while c:\n";
  const std::string indent(14, ' ');
  for (int i = 0; i < 5000; ++i) loops += indent + "x = 'b'\n";
  EXPECT_EQ(sink(Language::kPython, loops + indent + "sink(x)\n"), "'b'");
}

TEST(Scopes, TellHomonymsApart) {
  const std::string code = "x = 1\ndef f(x):\n    g(x)\ndef h():\n    g(x)\n";
  const Grammar& grammar = Grammar::of(Language::kPython);
  Work unlimited{.left = UINT64_MAX};
  const auto parsed = parse(code, grammar, unlimited);
  const Scopes scopes(parsed->tree);
  std::vector<uint32_t> of_x;
  for (uint32_t n = 0; n < parsed->tree.size(); ++n) {
    if (parsed->tree.role(n) == Role::kName && parsed->tree.text(n) == "x")
      of_x.push_back(scopes.definition_of(n));
  }
  ASSERT_EQ(of_x.size(), 4u);
  EXPECT_NE(of_x[0], of_x[1]);
  EXPECT_EQ(of_x[1], of_x[2]);
  EXPECT_EQ(of_x[0], of_x[3]);
  EXPECT_NE(of_x[0], Scopes::kUnresolved);
}

}  // namespace
}  // namespace broch::scan
