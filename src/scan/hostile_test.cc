// Input made to hang, overflow or confuse: every scan ends soon and says when it could not see everything.
#include <gtest/gtest.h>

#include <chrono>

#include "core/hash.h"
#include "scan/scan.h"

namespace broch::scan {
namespace {

std::string repeat(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

const Scanner& scanner() {
  static const Scanner builtin(*RulePack::builtin());
  return builtin;
}

ScanResult timed(const std::string& code, Language language) {
  const auto begin = std::chrono::steady_clock::now();
  ScanResult result = scanner().scan(code, language);
  // Sanitizers and a busy machine are slow; without the budgets some of these take minutes.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << code.substr(0, 40);
  for (const Finding& finding : result.findings) {
    EXPECT_LE(finding.span.begin, finding.span.end);
    EXPECT_LE(finding.span.end, code.size());
  }
  return result;
}

/// Words that make rules live, so that the text is parsed and matched.
std::string live_words(Language language) {
  switch (language) {
    case Language::kC:
      return "gets(b); system(c);\n";
    case Language::kJavaScript:
      return "eval(b); x.innerHTML = c;\n";
    case Language::kPython:
      return "eval(b)\nos.system(c)\n";
    default:
      return "";
  }
}

TEST(Hostile, FloodsEnd) {
  const std::string floods[] = {
      repeat("(", 100'000),    repeat("a(", 50'000),       repeat("[{", 50'000),
      repeat("\"", 60'000),    repeat("'", 60'000),        repeat("`${", 20'000),
      repeat("/*", 50'000),    repeat("\"\"\"'", 20'000),  repeat("}", 100'000),
      repeat("a.b.", 50'000),  repeat("!-~", 50'000),      repeat("x = ", 50'000),
      repeat("a + ", 100'000), repeat("if (x) ", 30'000),  repeat("eval(", 30'000),
      repeat("\\", 100'000),   repeat("<a>", 30'000),      repeat("f(x, ", 30'000),
      repeat("\n ", 50'000),   repeat(" \t", 100'000),     repeat("#if x\n", 20'000),
      repeat("@", 50'000),     repeat("lambda: ", 20'000), repeat("*/", 50'000)};
  for (const Language language : {Language::kC, Language::kJavaScript, Language::kPython}) {
    for (const std::string& flood : floods) timed(live_words(language) + flood, language);
  }
}

TEST(Hostile, DeepNestingIsPartial) {
  const ScanResult result = timed("eval(x)\n" + repeat("[", 2'000), Language::kPython);
  EXPECT_TRUE(result.partial);
  EXPECT_NE(result.why.find("nested"), std::string::npos);
}

TEST(Hostile, ParseBudgetEndsTheParseAndRegexRulesStillRun) {
  const auto pack = RulePack::compile({{"r.yaml", R"(
rules:
  - {id: by-regex, languages: [python], severity: INFO, message: m, pattern-regex: eval.x}
  - {id: by-pattern, languages: [python], severity: INFO, message: m, pattern: eval(...)}
)"}});
  ASSERT_TRUE(pack);
  ScanOptions options;
  const std::string code = "eval(x)\n" + repeat("y = f(1, 2)\n", 20'000);
  options.limits = ScanLimits::file(code.size());
  options.limits->steps = 100'000;
  const ScanResult result = Scanner(*pack).scan(code, Language::kPython, options);
  EXPECT_TRUE(result.partial);
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].rule, "by-regex");
}

TEST(Hostile, ATextWithinTheCodeThatIsNotParsedInItsTimeIsSaid) {
  const auto pack = RulePack::compile({{"r.yaml", R"(
rules:
  - id: inner
    languages: [generic]
    severity: INFO
    message: m
    patterns:
      - pattern-regex: 'X(.*)'
      - metavariable-pattern: {metavariable: $1, language: python, pattern: f(...)}
)"}});
  ASSERT_TRUE(pack) << pack.error().to_string();
  const std::string code = "X" + repeat("f(1); ", 500) + "\n";
  ScanOptions options;
  options.limits = ScanLimits::file(code.size());
  EXPECT_FALSE(Scanner(*pack).scan(code, Language::kGeneric, options).partial);
  options.limits->parse = std::chrono::microseconds(0);
  const ScanResult result = Scanner(*pack).scan(code, Language::kGeneric, options);
  EXPECT_TRUE(result.partial);
  EXPECT_NE(result.why.find("parsing ended"), std::string::npos) << result.why;
}

TEST(Hostile, BytesThatAreNoTextAreScannedAround) {
  const ScanResult python = timed("\xff\xfe\x80 = 1\neval(x)\n", Language::kPython);
  EXPECT_EQ(python.findings.size(), 1u);
  const std::string with_nul = std::string("x = 1\n\0\0\n", 9) + "eval(x)\n";
  EXPECT_EQ(timed(with_nul, Language::kPython).findings.size(), 1u);
  timed("eval('\xc3\x28')", Language::kJavaScript);
  EXPECT_EQ(timed("gets(b); // \xe9\r\n", Language::kC).findings.size(), 1u);
}

TEST(Hostile, LargeTextIsCutAndSaysSo) {
  const std::string code = "eval(x)\n" + std::string(5 << 20, 'a') + "\neval(y)\n";
  const ScanResult result = timed(code, Language::kPython);
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.findings.size(), 1u);
  EXPECT_TRUE(timed("eval(x)" + std::string(4'000'000, ' ') + "\n", Language::kPython).findings.size() == 1);
}

TEST(Hostile, FindingsAreBounded) {
  const ScanResult result = timed(repeat("eval(x)\n", 20'000), Language::kPython);
  EXPECT_TRUE(result.partial);
  EXPECT_LE(result.findings.size(), 10'000u);
}

TEST(Hostile, ManyFindingsInOneFileAreNoReasonToStop) {
  const ScanResult result = timed("import os\n" + repeat("os.system(x)\n", 4'000), Language::kPython);
  EXPECT_FALSE(result.partial) << result.why;
  EXPECT_EQ(result.findings.size(), 4'000u);
}

TEST(Hostile, RunawayRegularExpressionIsPartial) {
  const auto pack = RulePack::compile(
      {{"r.yaml", "rules: [{id: r, languages: [c], severity: INFO, message: m, pattern-regex: '(a+)+y'}]"}});
  ASSERT_TRUE(pack) << pack.error().to_string();
  const ScanResult result = Scanner(*pack).scan(std::string(5'000, 'a') + "!\nay", Language::kC);
  EXPECT_TRUE(result.partial);
}

// Cuts, doublings and swaps of real fixtures: no crash, spans in range.
TEST(Hostile, MutatedCodeIsSurvived) {
  const std::pair<Language, std::string> seeds[] = {
      {Language::kPython,
       "def f(a, b=1):\n    q = f\"select {a} from t\"\n    with c as d:\n        d.execute(q)\n    return "
       "eval(a)\n"},
      {Language::kC,
       "int f(char *a) { char b[9]; strcpy(b, a); if (system(a)) { gets(b); } return malloc(a * 2) == 0; "
       "}\n"},
      {Language::kJavaScript,
       "const { exec: e } = require('child_process');\ne(`a ${x} b`); el.innerHTML = a => ({ b: [eval(c)] "
       "});\n"}};
  for (const auto& [language, seed] : seeds) {
    Random random(derive_seed(7, seed, 0, "mutate"));
    for (int round = 0; round < 300; ++round) {
      std::string code = seed;
      for (uint64_t edits = 1 + random.below(6); edits > 0 && !code.empty(); --edits) {
        const size_t at = random.below(code.size()), length = random.below(8);
        if (random.below(3) == 0)
          code.erase(at, length);
        else if (random.below(2) == 0)
          code.insert(at, code.substr(random.below(code.size()), length));
        else
          code[at] = static_cast<char>(random.below(256));
      }
      timed(code, language);
    }
  }
}

}  // namespace
}  // namespace broch::scan
