#include "scan/scan.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "scan/fixtures.h"

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::shared_ptr<const RulePack> builtin() {
  static const auto pack = RulePack::builtin();
  EXPECT_TRUE(pack) << pack.error().to_string();
  return *pack;
}

std::vector<std::string> rules_in(std::string_view code, Language language, const ScanOptions& options = {}) {
  std::vector<std::string> out;
  for (const Finding& finding : Scanner(builtin()).scan(code, language, options).findings)
    out.push_back(finding.rule);
  return out;
}

TEST(Scan, EveryFixtureOfTheBuiltInRulesAgrees) {
  const auto report = test_rules({BROCH_SOURCE_DIR "/rules"});
  ASSERT_TRUE(report) << report.error().to_string();
  for (const FixtureMismatch& mismatch : report->mismatches) {
    ADD_FAILURE() << mismatch.place.to_string() << ": " << mismatch.rule << " " << name(mismatch.kind);
  }
  EXPECT_THAT(report->untested, IsEmpty());
  EXPECT_GE(report->expected, 2 * builtin()->rules().size());
  EXPECT_GE(report->clean, 2 * builtin()->rules().size());
}

TEST(Scan, BuiltInRulesExplainThemselves) {
  EXPECT_GE(builtin()->rules().size(), 14u);
  for (const RuleInfo& rule : builtin()->rules()) {
    EXPECT_FALSE(rule.cwe.empty()) << rule.id;
    EXPECT_FALSE(rule.secure.empty()) << rule.id;
    EXPECT_FALSE(rule.message.empty()) << rule.id;
    EXPECT_GT(rule.place.line, 0) << rule.id;
  }
}

TEST(Scan, FindingCarriesPlaceAndRemedy) {
  const std::string_view code = "import os; os.system(input())";
  const ScanResult result = Scanner(builtin()).scan(code, Language::kPython);
  ASSERT_EQ(result.findings.size(), 1u);
  const Finding& finding = result.findings[0];
  EXPECT_EQ(finding.check, "insecure-code");
  EXPECT_EQ(finding.rule, "python-os-system");
  EXPECT_THAT(finding.cwe(), ElementsAre("CWE-78"));
  EXPECT_EQ(code.substr(finding.span.begin, finding.span.size()), "os.system(input())");
  EXPECT_THAT(finding.message, ::testing::HasSubstr("`os.system`"));
  EXPECT_FALSE(finding.remediation.empty());
  EXPECT_FALSE(result.partial);
}

TEST(Scan, FragmentsAreCode) {
  EXPECT_THAT(rules_in("        if name:\n            os.system('x' + name)\n    else:\n        pass\n",
                       Language::kPython),
              ElementsAre("python-os-system"));
  EXPECT_THAT(rules_in("  gets(line);\n  }\n  return 0;\n}\n\nint next(void) {\n", Language::kC),
              ElementsAre("c-gets"));
  EXPECT_THAT(rules_in("});\napp.get('/', (req, res) => {\n  eval(req.query.q);\n", Language::kJavaScript),
              ElementsAre("javascript-eval"));
}

/// `code` with NULs for its `~`.
std::string with_nuls(std::string code) {
  std::replace(code.begin(), code.end(), '~', '\0');
  return code;
}

TEST(Scan, ANulHidesNothing) {
  const std::pair<Language, const char*> around[] = {
      {Language::kC, "/* ~ */ char *s = \"~\"; // ~\nvoid g(void) {~ f(x); }\n"},
      {Language::kCpp, "/* ~ */ char *s = \"~\"; // ~\nvoid g() {~ f(x); }\n"},
      {Language::kCSharp, "/* ~ */ class A { string s = \"~\"; /// ~\n void G() {~ f(x); } }\n"},
      {Language::kGo, "package a\n/* ~ */ var s = `~` + \"~\" // ~\nfunc g() {~ f(x) }\n"},
      {Language::kJava, "/* ~ */ class A { String s = \"~\"; // ~\n void g() {~ f(x); } }\n"},
      {Language::kJavaScript, "/* ~ */ var s = `~` + \"~\" + /~/; // ~\n~ f(x);\n"},
      {Language::kPhp, "~<?php /* ~ */ $s = \"~\" . '~'; # ~\n~ f($x);\n"},
      {Language::kPython, "# ~\ns = \"~\" + '''~'''\nif a:~\n    f(x)~\n"},
      {Language::kRuby, "# ~\ns = \"~\" + '~'\n~ f(x)\n"},
      {Language::kRust, "/* ~ */ fn g() { let s = r#\"~\"#; let t = \"~\"; // ~\n~ f(x); }\n"},
      {Language::kTypeScript, "/* ~ */ const s = `~` + \"~\" + /~/; // ~\n~ f(x);\n"},
  };
  for (const auto& [language, code] : around) {
    const auto pack =
        RulePack::compile({{"r.yaml", "rules: [{id: r, languages: [" + std::string(name(language)) +
                                          "], severity: INFO, message: m, pattern: f(...)}]"}});
    ASSERT_TRUE(pack) << pack.error().to_string();
    const std::string text = with_nuls(code);
    const ScanResult result = Scanner(*pack).scan(text, language);
    ASSERT_EQ(result.findings.size(), 1u) << code;
    EXPECT_EQ(result.findings[0].span.begin, text.rfind("f(")) << code;
    EXPECT_FALSE(result.partial) << result.why;
  }
}

TEST(Scan, ACarriageReturnEndsALineWhereTheLanguageSaysSo) {
  EXPECT_THAT(rules_in("import os\ros.system(x)\rif a:\r    eval(b) # c\reval(c)\r", Language::kPython),
              ElementsAre("python-os-system", "python-eval", "python-eval"));
  EXPECT_THAT(rules_in("a = 1 # b\reval(c)\nd = 2\n", Language::kPython), ElementsAre("python-eval"));
  EXPECT_THAT(rules_in("a() // b\reval(c)\nd()\n", Language::kJavaScript), ElementsAre("javascript-eval"));
  EXPECT_THAT(rules_in("// a\rvoid f(char *b) {\r  gets(b); // c\r}", Language::kC), ElementsAre("c-gets"));
  EXPECT_THAT(rules_in("// a\rgets(b);\n", Language::kC), IsEmpty());
}

TEST(Scan, AnEncodingThatIsNotReadIsSaid) {
  const std::string_view code(
      "\xFF\xFE"
      "e\0v\0a\0l\0",
      10);
  const ScanResult result = Scanner(builtin()).scan(code, Language::kJavaScript);
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.why, "the text is in UTF-16 or UTF-32");
}

TEST(Scan, PrefixIsContextAndNotScanned) {
  ScanOptions options;
  options.prefix = "import os as o\neval(x)\n";
  EXPECT_THAT(rules_in("o.system(y)\n", Language::kPython, options), ElementsAre("python-os-system"));
  EXPECT_THAT(rules_in("o.system(y)\n", Language::kPython), IsEmpty());
}

TEST(Scan, WhatEndsInThePrefixIsNotTheTexts) {
  const auto pack = RulePack::compile({{"r.yaml", R"(
rules:
  - id: r
    languages: [python]
    severity: ERROR
    message: m
    patterns:
      - pattern: f($X)
      - pattern-inside: |
          def g():
              ...
              h()
)"}});
  ASSERT_TRUE(pack) << pack.error().to_string();
  ScanOptions options;
  options.prefix = "def g():\n    f(1)\n";
  // The text brings it about.
  EXPECT_THAT(Scanner(*pack).scan("    h()\n", Language::kPython, options).findings, IsEmpty());
  EXPECT_EQ(Scanner(*pack).scan("    f(2)\n    h()\n", Language::kPython, options).findings.size(), 1u);
}

TEST(Scan, WhatThePrefixBeganAndTheTextEndsIsTheTexts) {
  ScanOptions options;
  options.prefix = "import subprocess\ndef f(cmd):\n    subprocess.run(cmd, ";
  const ScanResult result = Scanner(builtin()).scan("shell=True)\n", Language::kPython, options);
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].rule, "python-subprocess-shell");
  EXPECT_EQ(result.findings[0].span, (Span{0, 11}));
  EXPECT_FALSE(result.findings[0].fix);
  EXPECT_THAT(rules_in("timeout=3)\n", Language::kPython, options), IsEmpty());
  options.prefix = "void f(char *b) {\n  gets(";
  EXPECT_THAT(rules_in("b);\n}\n", Language::kC, options), ::testing::Contains("c-gets"));
  // The prefix had it already.
  options.prefix = "import subprocess\ndef f(cmd):\n    subprocess.run(cmd, shell=True, ";
  EXPECT_THAT(rules_in("check=True)\n", Language::kPython, options), IsEmpty());
}

TEST(Scan, SuppressionsCountOnlyWhereAsked) {
  const std::string_view code =
      "eval(x)  # nosemgrep\n# broch:ignore python-eval\neval(y)\neval(z)  # nosemgrep: other-rule\n";
  ScanOptions options;
  EXPECT_EQ(rules_in(code, Language::kPython, options).size(), 3u);
  options.suppressions = true;
  EXPECT_EQ(rules_in(code, Language::kPython, options).size(), 1u);
}

TEST(Scan, ClassifiesWhatIsKnownToBeCodeByItsSyntax) {
  EXPECT_EQ(classify_code("x = input()\neval(x)\n"), Language::kPython);
  EXPECT_EQ(classify_code("function f(x) {\n  return eval(x);\n}\n"), Language::kJavaScript);
  EXPECT_EQ(classify_code("eval(x);\n"), Language::kJavaScript);
  EXPECT_EQ(classify_code("host = localhost\nport = 8080\n"), std::nullopt);
  EXPECT_EQ(classify_code("server:\n  port: 8080\n  hosts: [a, b]\n"), std::nullopt);
  EXPECT_EQ(classify_code("$ pip install flask (or another)\n"), std::nullopt);
  EXPECT_EQ(classify("x = input()\neval(x)\n"), std::nullopt);
}

TEST(Scan, ClassifiesUntaggedCode) {
  EXPECT_EQ(classify("def f(x):\n    return x\n"), Language::kPython);
  EXPECT_EQ(classify("#include <stdio.h>\nint main(void) {\n  return 0;\n}\n"), Language::kC);
  EXPECT_EQ(classify("const f = require('fs');\nf.readFile(x, (e, d) => console.log(d));\n"),
            Language::kJavaScript);
  EXPECT_EQ(classify("import os\nos.system(input())\n"), Language::kPython);
  EXPECT_EQ(classify("import { a } from 'b';\n"), std::nullopt);
  EXPECT_EQ(classify("Take two eggs and beat them."), std::nullopt);
  EXPECT_EQ(classify("public class A {\n  int x = 1;\n}\n"), std::nullopt);
}

}  // namespace
}  // namespace broch::scan
