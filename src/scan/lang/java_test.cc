// What patterns find in Java.
#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;

std::string in_class(const std::string& members) { return "class C {\n" + members + "\n}"; }
std::string in_method(const std::string& statements) { return in_class("void m() { " + statements + " }"); }

TEST(Java, Definitions) {
  const std::string method =
      "@Get(\"/\") @Log public static int f(String a, int b) throws E { return g(a); }";
  expect_rows(Language::kJava, {
                                   {"$T $F(...) { ... }", in_class(method), {method}},
                                   {"$F(..., String $X, ...) { ... }", in_class(method), {method}},
                                   {"$F(..., char $X, ...) { ... }", in_class(method), {}},
                                   {"public $T $F(...) { ... }", in_class(method), {method}},
                                   {"static public $T $F(...) { ... }", in_class(method), {method}},
                                   {"private $T $F(...) { ... }", in_class(method), {}},
                                   {"@Log\n$T $F(...) { ... }", in_class(method), {method}},
                                   {"@Post(...)\n$T $F(...) { ... }", in_class(method), {}},
                                   {"$T $F($X, $Y) { ... g($X); }", in_class(method), {method}},
                                   {"$T $F($X, $Y) { ... g($Y); }", in_class(method), {}},
                                   {"@Get(...)", in_class(method), {"@Get(\"/\")"}},
                               });
}

TEST(Java, Annotations) {
  const std::string method = "@Map(path = \"/a\", method = POST) void f() { }";
  expect_rows(Language::kJava,
              {
                  {"@Map(..., method = $M, ...)\n$T $F(...) { ... }", in_class(method), {method}},
                  {"@Map(..., name = $M, ...)\n$T $F(...) { ... }", in_class(method), {}},
                  {"@Map(...)\n$T $F(...) { ... }", in_class(method), {method}},
              });
}

TEST(Java, Classes) {
  const std::string code = "public class A<T> extends B implements C, D { int x = 1; void f() { g(); } }";
  expect_rows(Language::kJava, {
                                   {"class $A { ... }", code, {code}},
                                   {"class $A extends B { ... }", code, {code}},
                                   {"class $A extends Z { ... }", code, {}},
                                   {"class $A implements D { ... }", code, {code}},
                                   {"class $A { ... $T $F(...) { ... } ... }", code, {code}},
                                   {"class $A { ... int $X = 2; ... }", code, {}},
                               });
}

TEST(Java, Expressions) {
  expect_rows(
      Language::kJava,
      {
          {"new T($X)", in_method("a = new T<String>(1); new U(1);"), {"new T<String>(1)"}},
          {"$O.f(...)", in_method("a.b.f(1); f(2); this.f();"), {"a.b.f(1)", "this.f()"}},
          {"$X = f()", in_method("int a = 1, b = f();"), {"b = f()"}},
          {"int $X = f();", in_method("final int a = 1, b = f();"), {"final int a = 1, b = f();"}},
          {"List $X = ...;", in_method("List<String> a = b; Set<String> c = d;"), {"List<String> a = b;"}},
          {"$T $X = open(...);", in_method("try (In i = open(a)) { use(i); }"), {"In i = open(a)"}},
          {"a(); ... b();", in_method("a(); c(); b();"), {"a(); c(); b();"}},
          {"byte[] $B = { ... };", in_method("byte[] b = { 1, 2 };"), {"byte[] b = { 1, 2 };"}},
      });
}

TEST(Java, Imports) {
  expect_rows(Language::kJava,
              {
                  {"a.b.C.f(...)", "import a.b.C; class D { void m() { C.f(1); E.f(2); } }", {"C.f(1)"}},
                  {"a.b.C.f(...)", "import a.b.*; class D { void m() { C.f(1); } }", {"C.f(1)"}},
                  {"a.b.C $X = ...;", "import a.b.C; class D { void m() { C x = y; } }", {"C x = y;"}},
                  {"new a.b.C(...)", "import a.b.C; class D { Object o = new C(); }", {"new C()"}},
                  {"import a.b", "import a.b.C; import a.c.D;", {"import a.b.C;"}},
              });
}

}  // namespace
}  // namespace broch::scan
