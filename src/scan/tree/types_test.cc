// Types of expressions, by typed metavariables: «...» must match.
#include "scan/tree/types.h"

#include <gmock/gmock.h>

#include "scan/match/typed.h"
#include "scan/scan.h"

namespace broch::scan {
namespace {

struct Row {
  const char* pattern;
  const char* code;
  std::vector<std::string> found;
};

std::vector<std::string> run(Language language, const Row& row) {
  std::string pattern;
  for (const char c : std::string(row.pattern)) pattern += c == '\'' ? "''" : std::string(1, c);
  const auto pack =
      RulePack::compile({{"r.yaml", "rules: [{id: r, languages: [" + std::string(name(language)) +
                                        "], severity: INFO, message: m, pattern: '" + pattern + "'}]"}});
  if (!pack) return {pack.error().to_string()};
  std::vector<std::string> out;
  const std::string_view code = row.code;
  for (const Finding& finding : Scanner(*pack).scan(code, language).findings) {
    out.emplace_back(code.substr(finding.span.begin, finding.span.size()));
  }
  return out;
}

void check(Language language, const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(run(language, row), row.found) << row.pattern << "\n" << row.code;
}

TEST(Types, AFileMustHoldTheLastNameOfAType) {
  const std::pair<const char*, const char*> rows[] = {
      {"java.util.List", "List"},
      {"List<String>", "List"},
      {"[]byte", "byte"},
      {"Node[]", "Node"},
      {"unsigned short", "short"},
      {"std::mutex", "mutex"},
      {"String", ""},
      {"int", ""},
      {"char *", ""},
      {"Node *", ""},
      {"$T", ""},
  };
  for (const auto& [type, word] : rows) EXPECT_EQ(required_word(parse_type(type)), word) << type;
}

TEST(Types, Java) {
  check(Language::kJava,
        {
            {"(HttpServletRequest $R).getParameter($N)",
             "class A { void f(HttpServletRequest r, Other o) { r.getParameter(a); o.getParameter(b); } }",
             {"r.getParameter(a)"}},
            {"(javax.servlet.http.HttpServletRequest $R).getParameter($N)",
             "class A { void f(HttpServletRequest r) { r.getParameter(a); } }",
             {"r.getParameter(a)"}},
            {"(a.b.Request $R).get()",
             "class A { void f(a.b.Request r, c.b.Request s) { r.get(); s.get(); } }",
             {"r.get()"}},
            {"(List<String> $L).add($X)",
             "class A { void f(List<String> l, List<Integer> m, List n) { l.add(1); m.add(2); n.add(3); } }",
             {"l.add(1)", "n.add(3)"}},
            {"(Random $R).nextInt()",
             "class A { Random r; void f() { this.r.nextInt(); r.nextInt(); new Random().nextInt(); } "
             "void g(Other r) { r.nextInt(); } }",
             {"this.r.nextInt()", "r.nextInt()", "new Random().nextInt()"}},
            {"(Random $R).nextInt()",
             "class A { void f() { var r = new Random(); r.nextInt(); } }",
             {"r.nextInt()"}},
            {"(String $S) + $X",
             "class A { void f(String s, int i) { g(s + 1); g(i + 1); g(\"a\" + i); } }",
             {"s + 1", "\"a\" + i"}},
            {"f((Object $X))", "class A { void g(String s) { f((Object) s); } }", {"f((Object) s)"}},
            {"(Cipher $C)", "class A { void f(Cipher c) { g(c); } }", {"c"}},
            {"f(($T $X), ($T $Y))",
             "class A { void g(A a, A b, B c) { f(a, b); f(a, c); f(a, d); } }",
             {"f(a, b)"}},
        });
}

TEST(Types, C) {
  check(Language::kC,
        {
            {"strcpy((char *$D), ...)",
             "void f(char *d, int e) { strcpy(d, s); strcpy(e, s); }",
             {"strcpy(d, s)"}},
            {"strcpy((char *$D), ...)",
             "void f(void) { char d[10], *e; strcpy(d, s); strcpy(e, s); strcpy(u, s); }",
             {"strcpy(d, s)", "strcpy(e, s)"}},
            {"f((struct point *$P))",
             "void g(struct point *p, struct point q) { f(p); f(q); f(&q); f(NULL); }",
             {"f(p)", "f(&q)", "f(NULL)"}},
            {"f((unsigned int $N))", "void g(unsigned int n, int m) { f(n); f(m); }", {"f(n)"}},
            {"f((const char *$S))", "void g(const char *s) { f(s); { int s; f(s); } }", {"f(s)"}},
            // Casts and products are no types.
            {"f((char *)$X)", "void g(void) { f((char *)p); }", {"f((char *)p)"}},
            {"($A * $B)", "void g(void) { x = a * b; }", {"a * b"}},
        });
}

TEST(Types, OtherLanguages) {
  check(Language::kGo, {
                           {"($R : *http.Request).FormValue($N)",
                            "package a\nfunc f(r *http.Request, s Other) { r.FormValue(a); s.FormValue(b) }",
                            {"r.FormValue(a)"}},
                           {"f(($C : tls.Config))",
                            "package a\nfunc g() { f(tls.Config{}); f(tls.Other{}) }",
                            {"f(tls.Config{})"}},
                       });
  check(Language::kTypeScript,
        {
            {"($R: Request).get()", "function f(r: Request, s: Other) { r.get(); s.get(); }", {"r.get()"}},
            {"($R: Request).get()",
             "const r: Request = g(); r.get(); new Request().get();",
             {"r.get()", "new Request().get()"}},
        });
  check(
      Language::kCSharp,
      {
          {"(SqlCommand $C).Execute()",
           "class A { void F(SqlCommand c, Other d) { c.Execute(); d.Execute(); } }",
           {"c.Execute()"}},
          {"(System.Data.SqlCommand $C).Execute()",
           "class A { void F() { SqlCommand c = G(); c.Execute(); var d = new SqlCommand(); d.Execute(); } }",
           {"c.Execute()", "d.Execute()"}},
      });
}

TEST(Types, CSharpSaysThemWithCasts) {
  check(
      Language::kCSharp,
      {{"F((string $X))",
        "class A { void G(object z) { F((string)z); F((int)z); F(z as string); var t = (string)z; F(t); } }",
        {"F((string)z)", "F(z as string)", "F(t)"}}});
}

TEST(Types, GoSaysThemWithAValueAlone) {
  const char* const form = "($R : *http.Request).F($N)";
  const auto in_function = [](const std::string& code) { return "package a\nfunc g() {\n" + code + "\n}\n"; };
  const std::pair<std::string, std::vector<std::string>> rows[] = {
      {in_function("var z *http.Request\nz.F(a)\nvar y Other\ny.F(b)"), {"z.F(a)"}},
      {in_function("var z *http.Request = h()\nz.F(a)"), {"z.F(a)"}},
      {in_function("var y, z *http.Request\ny.F(a)\nz.F(b)"), {"y.F(a)", "z.F(b)"}},
      {in_function("z := &http.Request{}\nz.F(a)\ny := http.Request{}\ny.F(b)"), {"z.F(a)"}},
      {in_function("z := new(http.Request)\nz.F(a)\ny := make(http.Request)\ny.F(b)"), {"z.F(a)"}},
      {in_function("z := y.(*http.Request)\nz.F(a)"), {"z.F(a)"}},
      {in_function("y, z := 1, &http.Request{}\ny.F(a)\nz.F(b)"), {"z.F(b)"}},
      {in_function("y, z := h(&http.Request{})\ny.F(a)\nz.F(b)"), {}},
      {in_function("z := &http.Request{}\n{ z := 1; z.F(a) }\nz.F(b)"), {"z.F(b)"}},
      {"package a\nvar z *http.Request\nvar y = 1\nfunc g() { z.F(a); y.F(b) }\n", {"z.F(a)"}},
      {"package a\nvar (\n\tx = 1\n\tz = &http.Request{}\n)\nfunc g() { z.F(a); x.F(b) }\n", {"z.F(a)"}},
      {"package a\ntype S struct { r *http.Request; q int }\ntype T struct { r int }\n"
       "func (s *S) g(t T) { s.r.F(a); s.q.F(b); t.r.F(c); r.F(d) }\n",
       {"s.r.F(a)"}},
  };
  for (const auto& [code, found] : rows)
    EXPECT_EQ(run(Language::kGo, {form, code.c_str(), {}}), found) << code;
  check(Language::kGo,
        {{"f(($C : int))", "package a\nfunc g() { c := 3; d := \"s\"; f(c); f(d); f(4) }", {"f(c)", "f(4)"}},
         {"f(($C : string))", "package a\nconst c = \"s\"\nfunc g() { f(c); f(d) }", {"f(c)"}}});
}

TEST(Types, JavaScriptSaysThemWithAValueAlone) {
  for (const Language language : {Language::kJavaScript, Language::kTypeScript}) {
    check(language,
          {{"($R: Foo).get()", "const c = new Foo(), d = new Bar(); c.get(); d.get();", {"c.get()"}},
           {"($R: Foo).get()",
            "let c = new a.Foo(); function g() { c.get(); let d = 1; d.get(); }",
            {"c.get()"}},
           {"($R: Foo).get()", "const c = new Foo(); function g(c) { c.get(); }", {}},
           {"($R: Foo).get()", "const [c, d] = [new Foo(), new Bar()]; c.get(); d.get();", {"c.get()"}},
           {"($R: Foo).get()", "const { c } = new Foo(); c.get();", {}},
           {"($R: Foo).get()",
            "class A { r = new Foo(); s = 1; g() { this.r.get(); this.s.get(); r.get(); } }",
            {"this.r.get()"}},
           {"f(($R: string))", "const a = 's', b = 1; f(a); f(b); f(a + b);", {"f(a)", "f(a + b)"}}});
  }
  check(Language::kTypeScript,
        {{"($R: Foo).get()",
          "(e as Foo).get(); (e as Bar).get(); (<Foo>e).get();",
          {"(e as Foo).get()", "(<Foo>e).get()"}},
         {"($R: Foo).get()", "const c = e as Foo, d = e as const; c.get(); d.get();", {"c.get()"}},
         {"($R: Foo).get()",
          "class A { constructor(private r: Foo, s: Foo) {} g() { this.r.get(); this.s.get(); } }",
          {"this.r.get()"}},
         {"($R: Foo).get()",
          "class B { r: Foo; q: Bar; } function g(b: B, c: C) { b.r.get(); b.q.get(); c.r.get(); }",
          {"b.r.get()"}}});
}

TEST(Types, AreComparedByWhatBothSay) {
  const auto same = [](const char* a, const char* b) { return is_of_type(parse_type(a), parse_type(b)); };
  EXPECT_TRUE(same("String", "java.lang.String"));
  EXPECT_TRUE(same("java.lang.String", "String"));
  EXPECT_TRUE(same("std::string", "const std::string &"));
  EXPECT_FALSE(same("a.String", "b.String"));
  EXPECT_FALSE(same("String", "MyString"));
  EXPECT_FALSE(same("String", "String[]"));
  EXPECT_TRUE(same("char *", "char const*"));
  EXPECT_FALSE(same("char *", "char **"));
  EXPECT_TRUE(same("Map<$K, V>", "Map<A, B>"));
  EXPECT_FALSE(same("Map<A, V>", "Map<A, B>"));
  EXPECT_FALSE(parse_type("1 + 2").known());
  EXPECT_FALSE(parse_type("List<").known());
  EXPECT_FALSE(parse_type("").known());
}

TEST(TypedVariables, AreTakenOutOfPatterns) {
  const auto text = [](const char* pattern, TypedStyle style = TypedStyle::kTypeFirst) {
    return take_types(pattern, style).text;
  };
  EXPECT_EQ(text("(T $X).f((U<V> $Y))"), "$X.f($Y)");
  EXPECT_EQ(text("return (T $X)"), "return $X");
  EXPECT_EQ(text("(T $_)"), "$_TYPED_0");
  for (const char* kept :
       {"void f(T $X) { }", "catch (E $X) {}", "(T) $X", "(a < $X)", "(a * $X)", "f($X)", "($X)", "(new $X)",
        "(T $X) => 1", "\"(T $X)\"", "(T $Xy)", "(a, $X)", "(T $...X)"}) {
    EXPECT_EQ(text(kept), kept);
  }
  EXPECT_EQ(text("f(($X : T))", TypedStyle::kNameFirst), "f($X)");
  EXPECT_EQ(text("($X: T) => 1", TypedStyle::kNameFirst), "($X: T) => 1");
  EXPECT_EQ(text("function f($X: T) {}", TypedStyle::kNameFirst), "function f($X: T) {}");
}

}  // namespace
}  // namespace broch::scan
