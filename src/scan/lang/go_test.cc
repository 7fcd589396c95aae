#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;

TEST(Go, PatternsFindTheirCode) {
  expect_rows(
      Language::kGo,
      {
          {"$X = f()", "func g() { a := f(); a = f() }", {"a := f()", "a = f()"}},
          {"$X := f()", "func g() { a := f(); a = f() }", {"a := f()"}},
          {"$X = f()", "func g() { var a int = f() }", {"a int = f()"}},
          {"$X = d", "func g() { a, b := c, d }", {"a, b := c, d"}},
          {"$X, $E := f()", "func g() { a := f(); b, e := f() }", {"b, e := f()"}},
          {"var $X T = $V", "const a T = 1\nvar b U = 2\n", {"const a T = 1"}},
          {"func $F(..., $R *h.Q, ...) { ... }",
           "func a(w h.W, r *h.Q) {}\nfunc b(r h.Q) {}\nfunc (s *S) c(q *h.Q, n int) {}\n",
           {"func a(w h.W, r *h.Q) {}", "func (s *S) c(q *h.Q, n int) {}"}},
          {"func $F($A string, ...) { ... }",
           "func a(x, y string) {}\nfunc b(x int) {}\n",
           {"func a(x, y string) {}"}},
          {"T{..., K: $V, ...}", "var a = T{J: 1, K: 2}\nvar b = &T{J: 1}\n", {"T{J: 1, K: 2}"}},
          {"[]string{$A, \"-c\", ...}",
           "var a = []string{\"-c\", x}\nvar b = []string{x, \"-c\", y}\n",
           {"[]string{x, \"-c\", y}"}},
          {"rand.Read(...)", "package p\nimport r \"math/rand/v2\"\nfunc f() { r.Read(b) }\n", {"r.Read(b)"}},
          {"import \"c/d\"\n...\nf()",
           "package p\nimport (\n  \"a/b\"\n  x \"c/d\"\n)\nfunc g() { f() }\n",
           {"import (\n  \"a/b\"\n  x \"c/d\"\n)\nfunc g() { f()"}},
          {"import \"a/b\"",
           "package p\nimport \"a/b/c\"\nimport \"x/b\"\nimport \"a/bc\"\n",
           {"import \"a/b/c\""}},
      });
}

}  // namespace
}  // namespace broch::scan
