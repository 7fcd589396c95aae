#include "scan/match/testing.h"

namespace broch::scan {
namespace {

using testing::expect_rows;

TEST(Php, PatternsFindTheirCode) {
  expect_rows(Language::kPhp,
              {
                  {"$X = f(...);", "$a = f(1); $b = g(1);", {"$a = f(1);"}},
                  {"$F($X)", "f($a); $g(1); f(1, 2);", {"f($a)", "$g(1)"}},
                  {"$O->$M($X)", "$a->m(1); A::m(1); $a->m();", {"$a->m(1)"}},
                  {"$C::$M($X)", "$a->m(1); A::m(1);", {"A::m(1)"}},
                  {"md5($X)", "MD5($a); $o->MD5($a);", {"MD5($a)"}},
                  {"$O->run()", "$a->Run(); $a->Run;", {"$a->Run()"}},
                  {"$O->run", "$a->Run; $a->run;", {"$a->run"}},
                  {"new $C(...)", "$a = new B(1);", {"new B(1)"}},
                  {"f($_GET[$K])", "f($_GET['a']); f($_POST['a']);", {"f($_GET['a'])"}},
                  {"f(\"...\")", "f('a'); f(\"b\"); f(\"c $d\"); f($e);", {"f('a')", "f(\"b\")"}},
                  {"function $F(..., $A, ...) { ... }",
                   "function g($a, B $b) { h(); }",
                   {"function g($a, B $b) { h(); }"}},
                  {"class $C extends Base { ... }",
                   "class A extends Base { public $p; } class B {}",
                   {"class A extends Base { public $p; }"}},
                  {"[..., 'k' => false, ...]",
                   "f(['j' => 1, 'k' => false]); g(['k' => true]);",
                   {"['j' => 1, 'k' => false]"}},
              });
}

TEST(Php, StringsWithVariables) {
  expect_rows(
      Language::kPhp,
      {
          {"f(\"...{$X}...\")",
           "f(\"a {$b} c\"); f(\"a $b\"); f(\"a {$b->c()} d\"); f(\"a\"); f('{$b}');",
           {"f(\"a {$b} c\")", "f(\"a $b\")", "f(\"a {$b->c()} d\")"}},
          {"f(\"...$X...\")", "f(\"a {$b} c\"); f(\"a $b\"); f(\"a\");", {"f(\"a {$b} c\")", "f(\"a $b\")"}},
          {"f(\"a $X\")", "f(\"a $b\"); f(\"b $b\"); f(\"a b\");", {"f(\"a $b\")"}},
          {"f(\"...{$_GET[$K]}...\")",
           "f(\"a {$_GET['b']}\"); f(\"a {$c['b']}\");",
           {"f(\"a {$_GET['b']}\")"}},
          {"f(\"$X\")", "f(\"a\"); f(\"a $b\");", {"f(\"a\")"}},
      });
}

TEST(Php, TemplatesWriteTheirExpressions) {
  expect_rows(Language::kPhp,
              {
                  {"echo $X;", "<p>{!! $a !!}{{ $b }}</p>", {"{!! $a !!}"}},
                  {"$X->f()", "<p title=\"{{ $a->f() }}\">\n@if ($b->f())\n</p>", {"$a->f()", "$b->f()"}},
                  {"f($X);", "<p>f(1) {{ f(2) }}\n@f(3)\n", {"f(2)", "f(3)"}},
              });
}

}  // namespace
}  // namespace broch::scan
