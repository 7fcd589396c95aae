#include "scan/adversarial.h"

#include <array>

namespace broch::scan {
namespace {

std::string repeat(std::string_view piece, size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

/// `piece` with `#` replaced by the numbers from 0.
std::string count(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) {
    for (const char c : piece) {
      if (c == '#') {
        out += std::to_string(i);
      } else {
        out += c;
      }
    }
  }
  return out;
}

/// A rule of any kind; `body` is indented as a rule's keys are.
std::string rule(const std::string& id, Language language, const std::string& body) {
  return "  - id: " + id + "\n    message: m\n    severity: INFO\n    languages: [" + name(language) + "]\n" +
         body;
}

std::string pattern_rule(const std::string& id, Language language, const std::string& pattern) {
  std::string quoted;
  for (const char c : pattern) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' ? "\\n" : std::string(1, c);
  }
  return rule(id, language, "    pattern: \"" + quoted + "\"\n");
}

/// Rules that look everywhere: nothing in them keeps a text from being parsed and matched.
std::string general_rules(Language language) {
  const std::string end = language == Language::kPython ? "" : ";";
  return "rules:\n" + pattern_rule("arguments", language, "$F(..., $X, ..., $Y, ...)") +
         pattern_rule("deep", language, "$F(<... $G($X) ...>)") +
         pattern_rule("equal", language, "$X == $X") + pattern_rule("member", language, "$X.$F") +
         pattern_rule("string", language, "$F(\"...\")") +
         pattern_rule("assignment", language, "$X = $F($X)" + end) +
         rule("algebra", language,
              "    patterns:\n      - pattern: $F($X)\n      - pattern-not: $F($F)\n"
              "      - pattern-not-inside: $F($G($X))\n"
              "      - metavariable-regex: {metavariable: $X, regex: '(a+)+$'}\n") +
         rule("text", language, "    pattern-regex: '(\\w+\\s*)+;;'\n");
}

class Collector {
 public:
  void add(const std::string& name, Language language, std::string code, std::string rules) {
    cases_.push_back({name + "/" + scan::name(language), language, std::move(rules), std::move(code)});
  }
  void add(const std::string& name, Language language, std::string code) {
    add(name, language, std::move(code), general_rules(language));
  }
  std::vector<AdversarialCase> take() { return std::move(cases_); }

 private:
  std::vector<AdversarialCase> cases_;
};

constexpr std::array kFragile = {Language::kPython, Language::kJavaScript, Language::kC, Language::kJava,
                                 Language::kGo};

/// What brings a parser's recovery and a recursive walk to their limits.
void add_nesting(Collector& out) {
  for (const Language language : kFragile) {
    out.add("nesting/brackets", language, "f(a)\n" + repeat("(", 20'000));
    out.add("nesting/calls", language, repeat("a(", 20'000));
    out.add("nesting/closed-calls", language, repeat("a(", 400) + repeat(")", 400));
    out.add("nesting/lists", language, repeat("[{", 10'000));
    out.add("nesting/unary", language, "x = " + repeat("-", 20'000) + "1");
    out.add("nesting/closers", language, "f(a)\n" + repeat("}", 50'000));
    out.add("nesting/conditions", language, repeat("if (a) ", 10'000));
  }
  out.add("nesting/blocks", Language::kJavaScript, repeat("{", 450) + "f(a);" + repeat("}", 450));
  out.add("nesting/functions", Language::kJavaScript,
          repeat("function f(a) { g(a); ", 400) + repeat("}", 400));
  out.add("nesting/arrows", Language::kJavaScript, repeat("a => ", 5'000) + "a");
  out.add("nesting/templates", Language::kJavaScript, repeat("`${", 10'000));
  out.add("nesting/jsx", Language::kJavaScript, repeat("<a>", 5'000));
  out.add("nesting/lambdas", Language::kPython, repeat("lambda: ", 5'000) + "a");
  out.add("nesting/pointers", Language::kC, "int " + repeat("*", 20'000) + "p;");
  out.add("nesting/preprocessor", Language::kC, repeat("#if x\n", 5'000) + "f(a);\n");
  std::string indented;
  for (size_t depth = 0; depth < 300; ++depth) indented += std::string(depth, ' ') + "if a:\n";
  out.add("nesting/indentation", Language::kPython, indented + std::string(300, ' ') + "f(a)\n");
}

void add_quotes(Collector& out) {
  for (const Language language : kFragile) {
    out.add("quotes/double", language, "f(a)\n" + repeat("\"", 30'001));
    out.add("quotes/single", language, "f(a)\n" + repeat("'", 30'001));
    out.add("quotes/open-string", language, "f(\"" + repeat("a = f(b); ", 10'000));
    out.add("quotes/open-comment", language, "f(a)\n/*" + repeat("a = f(b);\n", 10'000));
    out.add("quotes/backslashes", language, "f(\"" + repeat("\\", 50'001));
  }
  out.add("quotes/triple", Language::kPython, repeat("\"\"\"'", 10'000));
  out.add("quotes/backticks", Language::kJavaScript, repeat("`", 30'001));
  out.add("quotes/regex", Language::kJavaScript, repeat("/[", 10'000));
}

void add_chains(Collector& out) {
  for (const Language language : kFragile) {
    out.add("chain/sum", language, "x = a" + repeat(" + a", 10'000));
    out.add("chain/and", language, "x = a" + repeat(" && a", 5'000));
    out.add("chain/members", language, "x = a" + repeat(".b", 10'000));
    out.add("chain/method-calls", language, "x = a" + repeat(".b(c)", 3'000));
    out.add("chain/assignments", language, repeat("x = ", 10'000) + "1");
    out.add("chain/names", language, "f(" + repeat("a", 1 << 20) + ")");
  }
  // Commutative operands: as many orders as there are permutations.
  out.add("chain/commutative", Language::kC, "void f(void) { x = a" + count(" | a#", 40) + "; }",
          "rules:\n" + pattern_rule("r", Language::kC, "$A | $B | $C | $D | $E | $F | $G | z"));
  out.add("chain/associative", Language::kJavaScript, "if (a" + count(" && a#", 60) + ") { f(); }",
          "rules:\n" + pattern_rule("r", Language::kJavaScript, "if ($A && $B && $C && z) { ... }"));
  out.add(
      "chain/method-ellipsis", Language::kJavaScript, "a" + repeat(".f(b)", 400) + ";",
      "rules:\n" + pattern_rule("r", Language::kJavaScript, "$O.f($A). ... .f($B). ... .f($C). ... .z()"));
}

/// Lists against patterns that can be met in very many ways.
void add_lists(Collector& out) {
  for (const Language language : kFragile) {
    const std::string five = "$F(..., $A, ..., $B, ..., $C, ..., $D, ..., $E, ..., zzz)";
    out.add("list/arguments", language, "f(a" + repeat(", a", 2'000) + ")",
            "rules:\n" + pattern_rule("r", language, five));
    out.add("list/equal-arguments", language, "f(a" + count(", a#", 1'000) + ")",
            "rules:\n" + pattern_rule("r", language, "$F(..., $A, ..., $A, ...)"));
  }
  out.add("list/keywords", Language::kPython, "f(" + count("k#=1, ", 500) + ")",
          "rules:\n" + pattern_rule("r", Language::kPython, "f($A=$X, $B=$X, $C=$X, $D=2)"));
  out.add("list/entries", Language::kPython, "x = {" + count("'k#': 1, ", 500) + "}",
          "rules:\n" + pattern_rule("r", Language::kPython, "{$A: $X, $B: $X, $C: $X, $D: 2, ...}"));
  out.add("list/fields", Language::kJavaScript, "x = {" + count("k#: 1, ", 500) + "};",
          "rules:\n" + pattern_rule("r", Language::kJavaScript, "({$A: $X, $B: $X, $C: $X, $D: 2})"));
  out.add("list/sequences", Language::kPython,
          "f(g(" + repeat("a, ", 300) + "), h(" + repeat("a, ", 300) + "))",
          "rules:\n" + pattern_rule("r", Language::kPython, "f(g($...A, $...B, $...C), h($...B, $...A, b))"));
}

void add_statements(Collector& out) {
  const auto lines = [](const std::string& line, size_t times) { return repeat(line + "\n", times); };
  out.add("statements/gaps", Language::kPython, lines("a()", 3'000),
          "rules:\n" + pattern_rule("r", Language::kPython, "a()\n...\na()\n...\na()\n...\na()\n...\nb()"));
  out.add(
      "statements/gaps", Language::kJavaScript, lines("a(b);", 3'000),
      "rules:\n" + pattern_rule("r", Language::kJavaScript, "a($X);\n...\na($Y);\n...\na($Z);\n...\nb();"));
  out.add(
      "statements/assignments", Language::kPython, count("x# = f(x#)\n", 3'000),
      "rules:\n" + pattern_rule("r", Language::kPython, "$X = $F(...)\n...\n$Y = $G($X)\n...\n$Z = $H($Y)"));
  out.add("statements/nested", Language::kJavaScript, repeat("if (a) { b(); ", 300) + repeat("}", 300),
          "rules:\n" + pattern_rule("r", Language::kJavaScript, "b();\n...\nb();\n...\nb();\n...\nc();"));
  out.add(
      "statements/inside", Language::kPython, "def f():\n" + repeat("  g(a)\n", 3'000),
      "rules:\n" + rule("r", Language::kPython,
                        "    patterns:\n      - pattern: g($X)\n      - pattern-inside: |\n          g($Y)\n"
                        "          ...\n      - pattern-not-inside: |\n          g($Z)\n          ...\n"
                        "          h($X)\n"));
  out.add("statements/findings", Language::kPython, lines("f(a)", 20'000));
  out.add("statements/deep", Language::kPython, "f(" + repeat("g(a, ", 200) + repeat(")", 201),
          "rules:\n" +
              pattern_rule("r", Language::kPython, "f(<... g($X, <... g($Y, <... $Z(b) ...>) ...>) ...>)"));
  out.add("statements/imports", Language::kPython, count("from m# import *\n", 2'000) + lines("f(a)", 500),
          "rules:\n" + pattern_rule("r", Language::kPython, "os.system(...)"));
  out.add("statements/constants", Language::kPython,
          "x0 = 'a'\n" + count("y# = x# + x#\n", 1) + count("x = x + x\n", 2'000) + "f(x)\n",
          "rules:\n" + pattern_rule("r", Language::kPython, "f(\"b\")"));
  out.add(
      "statements/loops", Language::kPython,
      [] {
        std::string code;
        for (size_t depth = 0; depth < 60; ++depth) {
          code += std::string(depth, ' ') + "while c:\n" + std::string(depth + 1, ' ') + "x" +
                  std::to_string(depth + 1) + " = x" + std::to_string(depth) + "\n";
        }
        return code + "sink(x60)\n";
      }(),
      "rules:\n" + pattern_rule("r", Language::kPython, "sink($X)"));
}

void add_bytes(Collector& out) {
  for (const Language language : {Language::kPython, Language::kJavaScript, Language::kC}) {
    out.add("bytes/invalid-utf8", language, "f(a)\n" + repeat("\xff\xfe\x80 f(b)\n", 2'000));
    out.add("bytes/nul", language, "f(a)\n" + repeat(std::string_view("\0f(b)\n", 6), 2'000));
    out.add("bytes/crlf", language, repeat("f(a)\r\n", 2'000));
    out.add("bytes/cr", language, repeat("f(a)\r", 2'000));
    out.add("bytes/bom", language,
            "\xef\xbb\xbf"
            "f(a)\n");
    out.add("bytes/utf16", language, repeat(std::string_view("f\0(\0a\0)\0\n\0", 10), 2'000));
    out.add("bytes/spaces", language, "f(a)\n" + repeat(" \t", 100'000));
    out.add("bytes/one-line", language, repeat("f(a);", (8 << 20) / 5));
    out.add("bytes/string", language, "f(\"" + std::string(1 << 20, 'a') + "\")");
    out.add("bytes/astral", language, "f(a)\n" + repeat("\xf0\x9d\x92\xb3 = f(b)\n", 2'000));
    out.add("bytes/empty", language, "");
  }
}

void add_regexes(Collector& out) {
  const auto by_text = [](const std::string& expression) {
    return "rules:\n" + rule("r", Language::kPython, "    pattern-regex: '" + expression + "'\n");
  };
  const std::string as(50'000, 'a');
  out.add("regex/plus-of-plus", Language::kPython, as, by_text("^(a+)+$|b"));
  out.add("regex/alternation", Language::kPython, as, by_text("(a|aa)+!"));
  out.add("regex/star-of-star", Language::kPython, as, by_text("(.*)*x"));
  out.add("regex/back-reference", Language::kPython, as, by_text("(a*)(a*)(a*)\\1\\2\\3!"));
  out.add("regex/look-ahead", Language::kPython, as, by_text("(?=(a+)+!)a"));
  out.add("regex/words", Language::kPython, repeat("word ", 20'000), by_text("(\\w+\\s*)+;"));
  out.add("regex/matches-everywhere", Language::kPython, as, by_text("a"));
  out.add("regex/empty-matches", Language::kPython, as, by_text("b*"));
  out.add("regex/of-a-binding", Language::kPython, "f(" + as + ")",
          "rules:\n" + rule("r", Language::kPython,
                            "    patterns:\n      - pattern: f($X)\n"
                            "      - metavariable-regex: {metavariable: $X, regex: '(a|aa)+!'}\n"));
  out.add("regex/of-a-string", Language::kPython, "f('" + as + "')",
          "rules:\n" + pattern_rule("r", Language::kPython, "f(\"=~/(a|aa)+!/\")"));
}

}  // namespace

std::vector<AdversarialCase> adversarial_cases() {
  Collector out;
  add_nesting(out);
  add_quotes(out);
  add_chains(out);
  add_lists(out);
  add_statements(out);
  add_bytes(out);
  add_regexes(out);
  return out.take();
}

std::vector<AdversarialRules> adversarial_rules() {
  const std::string head = "rules:\n  - id: r\n    message: m\n    severity: INFO\n    languages: [python]\n";
  std::string bomb = "a0: &a0 [x, x]\n";
  for (size_t i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
  }
  std::string formula = "    patterns:\n";
  for (size_t depth = 0; depth < 90; ++depth) formula += std::string(6 + 4 * depth, ' ') + "- patterns:\n";
  formula += std::string(6 + 4 * 90, ' ') + "- pattern: f(1)\n";
  return {
      {"yaml/deep-sequence", repeat("- ", 10'000)},
      {"yaml/deep-flow", repeat("[", 10'000)},
      {"yaml/deep-map", repeat("{a: ", 10'000)},
      {"yaml/cycle", "rules: &r\n  - *r\n"},
      {"yaml/alias-bomb", bomb},
      {"yaml/duplicate-keys", head + "    pattern: f(1)\n    pattern: g(1)\n"},
      {"yaml/invalid-utf8", head + "    pattern: \"\xff\"\n"},
      {"yaml/nul", head + std::string("    pattern: f(\0)\n", 18)},
      {"yaml/long-line", head + "    pattern: " + std::string(4 << 20, 'a') + "\n"},
      {"pattern/deep", head + "    pattern: " + repeat("f(", 2'000) + repeat(")", 2'000) + "\n"},
      {"pattern/open", head + "    pattern: '" + repeat("(", 5'000) + "'\n"},
      {"pattern/quotes", head + "    pattern: '" + repeat("\"", 5'000) + "'\n"},
      {"pattern/ellipses", head + "    pattern: f(" + repeat("..., ", 2'000) + ")\n"},
      {"pattern/variables", head + "    pattern: f(" + count("$X#, ", 1'500) + ")\n"},
      {"pattern/formula", head + formula},
      {"regex/large", head + "    pattern-regex: '(" + repeat("a{1000}", 100) + "){1000}'\n"},
      {"regex/open", head + "    pattern-regex: '" + repeat("(", 5'000) + "'\n"},
      {"regex/alternatives", head + "    pattern-regex: '" + count("a#|", 20'000) + "b'\n"},
  };
}

}  // namespace broch::scan
