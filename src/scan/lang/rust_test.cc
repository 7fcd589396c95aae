#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;

TEST(Rust, PatternsFindTheirCode) {
  expect_rows(
      Language::kRust,
      {
          {"std::env::args()", "use std::env; fn f() { env::args(); other::args(); }", {"env::args()"}},
          {"a::b::f($X)",
           "use a::{c, b::{self, f as g}}; fn h() { g(1); b::f(2); f(3); }",
           {"g(1)", "b::f(2)"}},
          {"format!(\"...\", $X)",
           "fn f() { format!(\"{}\", a); format!(\"{}\"); print!(\"\", a); }",
           {"format!(\"{}\", a)"}},
          {"let $X = f();",
           "fn g() { let a = f(); let mut b = f(); let c = h(); }",
           {"let a = f();", "let mut b = f();"}},
          {"unsafe { ... }", "fn f() { unsafe { g(); } h(); }", {"unsafe { g(); }"}},
      });
}

}  // namespace
}  // namespace broch::scan
