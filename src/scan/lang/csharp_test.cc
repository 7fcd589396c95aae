// What patterns find in C#.
#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;

std::string in_class(const std::string& members) { return "class C {\n" + members + "\n}"; }
std::string in_method(const std::string& statements) { return in_class("void M() { " + statements + " }"); }

TEST(CSharp, Definitions) {
  const std::string method = "[Post] [Bind(\"a\")] public async Task F(string a, int b) { G(a); H(); }";
  expect_rows(Language::kCSharp,
              {
                  {"public $T $F(..., string $X, ...) { ... }", in_class(method), {method}},
                  {"private $T $F(...) { ... }", in_class(method), {}},
                  {"[Post]\npublic $T $F(...) { ... }", in_class(method), {method}},
                  {"[Get]\npublic $T $F(...) { ... }", in_class(method), {}},
                  {"[Bind(...)]\n$T $F(...) { ... }", in_class(method), {method}},
                  {"$T $F(..., string $X, ...) { ... G($X); ... }", in_class(method), {method}},
                  {"$T $F(..., int $X, ...) { ... G($X); ... }", in_class(method), {}},
              });
}

TEST(CSharp, Classes) {
  const std::string code = "public class A<T> : B, IC { private int x = 1; }";
  expect_rows(Language::kCSharp, {
                                     {"class $A : B { ... }", code, {code}},
                                     {"class $A : IC { ... }", code, {code}},
                                     {"class $A : Z { ... }", code, {}},
                                     {"public class $A { ... }", code, {code}},
                                     {"internal class $A { ... }", code, {}},
                                 });
}

TEST(CSharp, Expressions) {
  expect_rows(
      Language::kCSharp,
      {
          {"f(..., k: false, ...)", in_method("f(1, k: false); f(k: true); f(false);"), {"f(1, k: false)"}},
          {"f($X)", in_method("f(ref a); f(a, b);"), {"f(ref a)"}},
          {"f(\"...\")", in_method("f(@\"a\"); f(\"b\"); f(x);"), {"f(@\"a\")", "f(\"b\")"}},
          {"f($\"...\")", in_method("f($\"a{b}\"); f(x);"), {"f($\"a{b}\")"}},
          {"$X.f()", in_method("a?.f(); b.f();"), {"a?.f()", "b.f()"}},
          {"new T(...)", in_method("a = new T { B = 1 }; c = new U();"), {"new T { B = 1 }"}},
          {"new T { B = $X }", in_method("a = new T { B = 1 };"), {"new T { B = 1 }"}},
          {"var $X = g();", in_method("int a = g();"), {"int a = g();"}},
          {"$T $X = g(); ... h($X);", in_method("int a = g(); b(); h(a);"), {"int a = g(); b(); h(a);"}},
          {"g(); ... h();", in_method("g(); b(); h();"), {"g(); b(); h();"}},
          {"foreach ($T $X in $Y) { ... }",
           in_method("foreach (var a in b) { c(); }"),
           {"foreach (var a in b) { c(); }"}},
      });
}

TEST(CSharp, Imports) {
  expect_rows(Language::kCSharp,
              {
                  {"using A.B;\n...\nusing C;", "using A.B;\nusing C;", {"using A.B;\nusing C;"}},
                  {"A.B.f(...)", "using A; class C { void M() { B.f(1); } }", {"B.f(1)"}},
                  {"A.B.f(...)", "using X = A.B; class C { void M() { X.f(1); } }", {"X.f(1)"}},
                  {"using A.B;", "using A.B.C;\nusing A.D;", {"using A.B.C;"}},
              });
}

}  // namespace
}  // namespace broch::scan
