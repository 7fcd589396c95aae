#include <gtest/gtest.h>

#include "core/json.h"
#include "report/report.h"

namespace broch::report {
namespace {

json::Value sarif_of(const std::string& path, const std::string& code) {
  auto pack = scan::RulePack::compile({{"r.yaml", R"(
rules:
  - {id: other, languages: [python], severity: INFO, message: unused, pattern: unused()}
  - id: evaluates
    languages: [python]
    severity: ERROR
    message: runs $X
    metadata: {cwe: CWE-95, confidence: HIGH, secure: a table}
    fix: literal($X)
    pattern: eval($X)
)"}});
  EXPECT_TRUE(pack) << pack.error().to_string();
  std::vector<FileFindings> files{
      {path, code, scan::Scanner(*pack).scan(code, scan::Language::kPython).findings}};
  auto parsed = json::parse(sarif(files, **pack));
  EXPECT_TRUE(parsed);
  return *parsed;
}

TEST(Sarif, ResultNamesRulePlaceAndFingerprint) {
  const json::Value root = sarif_of("./src/a b.py", "x = 1\ny = eval(\n  x)\n");
  EXPECT_EQ(root.get_string("version"), "2.1.0");
  const json::Value& result = *root.at_pointer("/runs/0/results/0");
  EXPECT_EQ(result.get_string("ruleId"), "evaluates");
  EXPECT_EQ(result.get_integer("ruleIndex"), 1);
  EXPECT_EQ(result.get_string("level"), "error");
  EXPECT_EQ(result.at_pointer("/message/text")->as_string(), "runs x");
  const json::Value& place = *result.at_pointer("/locations/0/physicalLocation");
  EXPECT_EQ(place.at_pointer("/artifactLocation/uri")->as_string(), "src/a%20b.py");
  EXPECT_EQ(place.at_pointer("/region/startLine")->as_integer(), 2);
  EXPECT_EQ(place.at_pointer("/region/startColumn")->as_integer(), 5);
  EXPECT_EQ(place.at_pointer("/region/endLine")->as_integer(), 3);
  EXPECT_EQ(place.at_pointer("/region/endColumn")->as_integer(), 5);
  EXPECT_EQ(result.at_pointer("/partialFingerprints/brochFingerprint~1v1")->as_string().size(), 64u);
  EXPECT_EQ(result.at_pointer("/fixes/0/artifactChanges/0/replacements/0/insertedContent/text")->as_string(),
            "literal(x)");
}

TEST(Sarif, RulesCarrySecuritySeverityAndCweTags) {
  const json::Value root = sarif_of("/abs/a.py", "eval(x)\n");
  const json::Value& rule = *root.at_pointer("/runs/0/tool/driver/rules/1");
  EXPECT_EQ(rule.at_pointer("/properties/security-severity")->as_string(), "8.0");
  EXPECT_EQ(rule.at_pointer("/properties/precision")->as_string(), "high");
  EXPECT_EQ(rule.at_pointer("/properties/tags/1")->as_string(), "external/cwe/cwe-95");
  EXPECT_EQ(root.at_pointer("/runs/0/tool/driver/rules/0/defaultConfiguration/level")->as_string(), "note");
  EXPECT_EQ(
      root.at_pointer("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")->as_string(),
      "file:///abs/a.py");
}

TEST(Sarif, NothingFoundIsStillARun) {
  const json::Value root = sarif_of("a.py", "x = 1\n");
  EXPECT_EQ(root.at_pointer("/runs/0/results")->as_array().size(), 0u);
}

}  // namespace
}  // namespace broch::report
