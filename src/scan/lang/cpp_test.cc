// What patterns find in C++.
#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;

TEST(Cpp, NamesOfNamespaces) {
  expect_rows(
      Language::kCpp,
      {
          {"std::strcpy($A, $B)", "void f() { std::strcpy(a, b); strcpy(a, b); }", {"std::strcpy(a, b)"}},
          {"$O->f(...)", "void g() { a->f(1); a.f(1); }", {"a->f(1)"}},
          {"f($X)", "namespace n { void g() { f(1); } }", {"f(1)"}},
      });
}

TEST(Cpp, RawStrings) {
  expect_rows(Language::kCpp,
              {
                  {"f(\"...\")", "void g() { f(R\"(a \" b)\"); f(a); }", {"f(R\"(a \" b)\")"}},
                  {"f(1)", "void g() { h(R\"x(f(1) )\" )x\"); f(1); }", {"f(1)"}},
              });
}

TEST(Cpp, LambdasAndTemplates) {
  expect_rows(
      Language::kCpp,
      {
          {"f($X)", "auto g = [&](int a) { return f(a); };", {"f(a)"}},
          {"run(...)", "void g() { run([](int a) { return a; }); }", {"run([](int a) { return a; })"}},
          {"make<T>($X)", "void g() { make<T>(1); make<U>(1); }", {"make<T>(1)"}},
          {"delete $X;", "void g() { delete a; }", {"delete a;"}},
          {"f($X)", "template <typename T> T g(T a) { return f(a); }", {"f(a)"}},
      });
}

}  // namespace
}  // namespace broch::scan
