// Rules of the Insecure Code Detector. The first tests are the defects of its model that must not be here.
#include "scan/rule/icd.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

namespace broch::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kC =
    "- {cwe_id: CWE-242, description: no bounds, rule: '\\bgets\\s*\\(', severity: Error, pattern_id: "
    "c-gets}\n"
    "- {cwe_id: CWE-78, description: a shell, rule: '\\bsystem\\(', severity: Warning, pattern_id: "
    "c-system}\n";

const std::string kSemgrep =
    "rules:\n"
    "  - id: c-strcpy\n    languages: [c, cpp]\n    severity: ERROR\n    message: no bounds\n"
    "    metadata: {cwe: CWE-120, prescan_regex: '^(nothing)$'}\n    pattern: strcpy(...)\n"
    "  - id: cs-sql\n    languages: [csharp]\n    severity: WARNING\n    message: built query\n"
    "    metadata: {cwe_id: CWE-89, prescan_regex: '^(SqlCommand)$'}\n"
    "    pattern: new SqlCommand(\"...\" + $X, ...)\n";

const std::string kConfig =
    "config:\n"
    "  codeshield:\n    c: {regex: {rules: [c-gets]}, semgrep: {rules: [c-strcpy]}}\n"
    "    csharp: {semgrep: {rules: [cs-sql]}}\n"
    "  cyberseceval:\n    c: {regex: {rules: [c-gets, c-system]}, semgrep: {rules: [c-strcpy]}}\n";

std::shared_ptr<const RulePack> pack(const std::vector<RuleSource>& sources,
                                     const LoadOptions& options = {}) {
  auto compiled = RulePack::compile(sources, options);
  EXPECT_TRUE(compiled) << compiled.error().to_string();
  return compiled ? *compiled : nullptr;
}

std::shared_ptr<const RulePack> shield() {
  LoadOptions options;
  options.use_case = "codeshield";
  return pack({{"icd/config.yaml", kConfig}, {"icd/regex/c.yaml", kC}, {"icd/semgrep/all.yaml", kSemgrep}},
              options);
}

std::vector<std::string> rules_found(const std::shared_ptr<const RulePack>& rules, std::string_view code,
                                     Language language = Language::kC) {
  std::vector<std::string> out;
  for (const Finding& finding : Scanner(rules).scan(code, language).findings) out.push_back(finding.rule);
  return out;
}

TEST(purplellama_C1, ACommentHidesNothingAndIsNoFinding) {
  const auto rules = pack({{"c.yaml", kC}});
  EXPECT_THAT(rules_found(rules, "// gets(x) is bad\nvoid f(char *y) { gets(y); }\n"), ElementsAre("c-gets"));
  EXPECT_THAT(rules_found(rules, "/* note */ gets(b);\n"), ElementsAre("c-gets"));
  EXPECT_THAT(rules_found(rules, "#define READ(b) gets(b)\n"), ElementsAre("c-gets"));
  EXPECT_THAT(rules_found(rules, "char *u = \"http://x\"; gets(b);\n"), ElementsAre("c-gets"));
  EXPECT_THAT(rules_found(rules, "/* gets(a)\n gets(b) */ // gets(c)\n"), ElementsAre());
}

TEST(purplellama_C2, EveryMatchIsReported) {
  EXPECT_THAT(rules_found(pack({{"c.yaml", kC}}), "gets(a); gets(b);\nsystem(c);\n"),
              ElementsAre("c-gets", "c-gets", "c-system"));
}

TEST(purplellama_C3, ARuleNeedsNoPrescanToRun) {
  EXPECT_THAT(rules_found(shield(), "void f(char *s) { char buf[8]; strcpy(buf, s); }\n"),
              ElementsAre("c-strcpy"));
}

TEST(purplellama_C4, APrescanThatCannotMatchHidesNoRule) {
  const auto rules = shield();
  const std::string code =
      "class A { void F(string u) { var c = new SqlCommand(\"SELECT * FROM t WHERE u = \" + u, db); } }\n";
  EXPECT_THAT(rules_found(rules, code, Language::kCSharp), ElementsAre("cs-sql"));
  EXPECT_THAT(Scanner(rules).scan(code, Language::kCSharp).findings.at(0).taxonomy, ElementsAre("CWE-89"));
}

TEST(purplellama_C5, TheSeverityOfASemgrepRuleIsKept) {
  const auto found = Scanner(shield()).scan("strcpy(a, b);\n", Language::kC).findings;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Severity::kError);
}

TEST(purplellama_C6, WhatCouldNotBeAnalysedIsSaid) {
  const auto rules = pack({{"language_agnostic.yaml",
                            "- {cwe_id: CWE-1, description: m, rule: '^(a|aa)+([0-9])\\2$', severity: Error, "
                            "pattern_id: slow}\n"}});
  const ScanResult result = Scanner(rules).scan(std::string(60, 'a') + "12", Language::kC);
  EXPECT_TRUE(result.partial);
  EXPECT_THAT(result.why, HasSubstr("regular expression"));
}

TEST(purplellama_C7, AThousandScansLeaveNoFile) {
  const auto folder = std::filesystem::temp_directory_path() / "broch-purplellama-c7";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before != nullptr ? before : "";
  setenv("TMPDIR", folder.c_str(), 1);
  const Scanner scanner(shield());
  size_t found = 0;
  for (int i = 0; i < 1000; ++i) {
    found += scanner.scan(i % 2 == 0 ? "strcpy(a, b); gets(c);" : "int x;", Language::kC).findings.size();
  }
  before != nullptr ? setenv("TMPDIR", kept.c_str(), 1) : unsetenv("TMPDIR");
  EXPECT_EQ(found, 1000u);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

TEST(Icd, AConfigurationSaysWhatIsOn) {
  const std::vector<RuleSource> sources = {
      {"icd/config.yaml", kConfig}, {"icd/regex/c.yaml", kC}, {"icd/semgrep/all.yaml", kSemgrep}};
  const auto all = pack(sources);
  EXPECT_THAT(rules_found(all, "system(a); gets(b); strcpy(c, d);"),
              ElementsAre("c-system", "c-gets", "c-strcpy"));
  EXPECT_THAT(rules_found(shield(), "system(a); gets(b); strcpy(c, d);"), ElementsAre("c-gets", "c-strcpy"));
  EXPECT_NE(all->digest(), shield()->digest());
  ASSERT_EQ(all->skipped().size(), 1u);
  EXPECT_EQ(all->skipped()[0].id, "cs-sql");
  LoadOptions options;
  options.use_case = "codeshild";
  const auto wrong = RulePack::compile(sources, options);
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().to_string(), HasSubstr("no use case `codeshild` (did you mean `codeshield`?)"));
}

TEST(Icd, RulesOfCRunOnCppAndThoseOfNoLanguageOnAll) {
  const auto rules = pack({{"c.yaml", kC},
                           {"language_agnostic.yaml",
                            "- {cwe_id: CWE-798, description: key, rule: 'KEY-[0-9]+', severity: Advice, "
                            "pattern_id: key}\n"}});
  EXPECT_THAT(rules_found(rules, "gets(a);", Language::kCpp), ElementsAre("c-gets"));
  EXPECT_THAT(rules_found(rules, "gets(a)", Language::kPython), ElementsAre());
  EXPECT_THAT(rules_found(rules, "k: KEY-1", Language::kGeneric), ElementsAre("key"));
  EXPECT_THAT(rules_found(rules, "k = 'KEY-1'", Language::kRuby), ElementsAre("key"));
}

TEST(Icd, SkipsAreCountedAndErrorsHaveAPlace) {
  const auto rules =
      pack({{"swift.yaml", "- {cwe_id: CWE-1, description: m, rule: a, severity: Error, pattern_id: s}\n"},
            {"rust.yaml",
             "- {cwe_id: CWE-1, description: m, rule: a, severity: Disabled, pattern_id: r}\n"
             "- {cwe_id: CWE-1, description: m, rule: b, severity: Error, pattern_id: r}\n"}});
  ASSERT_EQ(rules->skipped().size(), 2u);
  EXPECT_THAT(rules->skipped()[0].why, HasSubstr("`swift` is not supported"));
  EXPECT_THAT(rules->skipped()[1].why, HasSubstr("disabled"));
  ASSERT_EQ(rules->rules().size(), 1u);
  EXPECT_EQ(rules->rules()[0].id, "r-2");
  const auto error_of = [](const std::string& path, const std::string& text) {
    const auto compiled = RulePack::compile({{path, text}});
    return compiled ? std::string("no error") : compiled.error().to_string();
  };
  EXPECT_THAT(
      error_of("c.yaml", "- {cwe_id: CWE-1, description: m, rule: '(', severity: Error, pattern_id: s}\n"),
      HasSubstr("c.yaml:1:41: the regular expression is wrong"));
  EXPECT_THAT(error_of("all.yaml", kC), HasSubstr("by its file's name"));
  EXPECT_THAT(error_of("c.yaml", "- {cwe_id: CWE-1}\n"), HasSubstr("no `pattern_id`"));
}

}  // namespace
}  // namespace broch::scan
