#include "scan/lex/balance.h"

#include <gtest/gtest.h>

#include "scan/tree/parse.h"

namespace broch::scan {
namespace {

const LexRules& rules(Language language) { return spec_of(language).lex; }

struct Case {
  Language language;
  std::string text, before, after;
};

TEST(Balance, PutsWhatIsMissingAround) {
  const Case cases[] = {
      {Language::kC, "int x;", "", ""},
      {Language::kC, "} else { f(); }", "if(1){", ""},
      {Language::kC, "b, c); g(", "(", "\n)"},
      {Language::kC, "void f() { if (x) {", "", "\n}}"},
      {Language::kC, "f(\")\", ')', /* ( */ 1); // (", "", ""},
      {Language::kC, "char *s = \"cut", "", "\""},
      {Language::kC, "/* open", "", "*/"},
      {Language::kC, " * the end of a comment (\n */\nint x;", "/*", ""},
      {Language::kJavaScript, "x = `a ${f(`b`)} c", "", "`"},
      {Language::kJavaScript, "x = `a ${ g(", "", "\n)}`"},
      {Language::kJavaScript, "  f();\n});", "(async()=>{", ""},
      {Language::kJavaScript, "x = /[)(]/.test(y)", "", ""},
      {Language::kJavaScript, "x = a / b; y = (c / d", "", "\n)"},
      {Language::kGo, "x := `raw \\` + f(`{`, '{', \"}\")", "", ""},
      {Language::kGo, "x := `cut {\n", "", "`"},
      {Language::kRust, "fn f<'a>(x: &'a str) -> char { '{' }", "", ""},
      {Language::kRust, "let s = r#\"{ \"( \"#; g('\\'', '\\u{7b}', \"{\n{\")", "", ""},
      {Language::kRust, "let s = r\"cut (", "", "\""},
      {Language::kPhp, "f('{\n{'); # it's (\n#[A]\ng(", "", "\n)"},
      {Language::kPhp, "it's { text\nf(1);", "", ""},
      {Language::kPython, "f('(', \"\"\"[\n\"\"\", x", "", "\n)"},
      {Language::kPython, "    x()\n    y()\n", "if 1:\n", ""},
      {Language::kPython, "        x()\n    except E:\n        y()\n", "if 1:\n    try:\n", ""},
      {Language::kPython, "        x()\n    else:\n        y()\nz()\n", "if 1:\n    if 1:\n", ""},
      {Language::kPython, "  ends here.\n    \"\"\"\n    f()\n", "if 1:\n    \"\"\"", ""},
      {Language::kPython, "    :return: x\n    \"\"\"\n    f()\n    g(\"\"\"a\n", "if 1:\n    \"\"\"",
       "\"\"\"\n)"},
      {Language::kPython, "x = 1\n\"\"\"About x.\"\"\"\n# c\n\"\"\"y\"\"\"\n", "", ""},
      {Language::kPython, "        True\n    \"\"\"\n    f()\n", "if 1:\n    \"\"\"", ""},
      {Language::kPython, "def f():\n    \"\"\"begins here\n", "", "\"\"\""},
      {Language::kPython, "x = \"\"\"begins here\n", "", "\"\"\""},
  };
  for (const Case& c : cases) {
    const Balance found = balance(c.text, rules(c.language));
    EXPECT_EQ(found.before, c.before) << c.text;
    EXPECT_EQ(found.after, c.after) << c.text;
  }
}

TEST(Balance, BalancedFragmentsParseWithoutError) {
  const std::pair<Language, std::string> fragments[] = {
      {Language::kC, "  x = 1;\n  }\n  return x;\n}\n\nint g(void) {\n  if (y) {\n"},
      {Language::kJavaScript, "    done();\n  });\n});\napp.get('/', (q, r) => {\n  r.send(`x ${q.a"},
      {Language::kJava, "    x = 1;\n  } else {\n    y = 2;\n  }\n"},
      {Language::kJava, "    x = 1;\n  } catch (E e) {\n    y = 2;\n  }\n"},
      {Language::kCSharp, "    break;\n  case 2:\n    f();\n    break;\n}\ng();\n"},
      {Language::kJava, "    protected int f() {\n    return 1;\n  }\n}\n"},
      {Language::kPython,
       "            y = 1\n        else:\n            y = 2\n    return y\n\ndef g(a):\n    pass\n"},
      {Language::kPython,
       " text of a docstring, it's prose (really.\n    '''\n    return 1\n\ndef g():\n    pass\n"},
  };
  for (const auto& [language, text] : fragments) {
    const Balance around = balance(text, rules(language));
    const std::string whole = around.before + text + around.after;
    Work unlimited{.left = UINT64_MAX};
    const auto parsed = parse(whole, Grammar::of(language), unlimited);
    ASSERT_TRUE(parsed);
    EXPECT_FALSE(parsed->has_error) << whole;
  }
}

TEST(Balance, DepthIsTheDeepestNesting) {
  EXPECT_EQ(balance("f(a[b{c}])", rules(Language::kC)).depth, 3u);
  EXPECT_EQ(balance(std::string(100'000, '('), rules(Language::kC)).depth, 100'000u);
}

TEST(Balance, AddsABoundedNumberOfBrackets) {
  const Balance closers = balance(std::string(10'000, '}'), rules(Language::kJavaScript));
  EXPECT_LE(closers.before.size(), 64u);
  const Balance openers = balance(std::string(10'000, '{'), rules(Language::kJavaScript));
  EXPECT_LE(openers.after.size(), 66u);
}

}  // namespace
}  // namespace broch::scan
