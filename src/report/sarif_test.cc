#include <gtest/gtest.h>

#include <functional>

#include "core/json.h"
#include "report/scan_report.h"

namespace broch::report {
namespace {

ScanReport scan_of(const std::string& path, const std::string& code, const scan::RulePack& pack) {
  ScanReport report;
  ScannedText text{.path = path, .text = code};
  const auto found = scan::Scanner(std::shared_ptr<const scan::RulePack>(&pack, [](const auto*) {}))
                         .scan(code, scan::Language::kPython)
                         .findings;
  for (const Finding& finding : found) text.findings.push_back({finding, std::string(64, 'f'), Known::kNo});
  report.texts.push_back(std::move(text));
  return report;
}

json::Value sarif_of(
    const std::string& path, const std::string& code,
    const std::function<void(ScanReport&)>& change = [](ScanReport&) {}) {
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
  ScanReport report = scan_of(path, code, **pack);
  change(report);
  auto parsed = json::parse(sarif(report, **pack));
  EXPECT_TRUE(parsed);
  return *parsed;
}

TEST(Sarif, ATraceIsACodeFlow) {
  const json::Value root = sarif_of("a.py", "y = 1\neval(y)\n", [](ScanReport& report) {
    report.texts.front().findings.front().finding.trace = {{{0, 1}, "source"}, {{6, 13}, "sink"}};
  });
  const std::string flow = "/runs/0/results/0/codeFlows/0/threadFlows/0/locations/";
  EXPECT_EQ(root.at_pointer(flow + "0/location/message/text")->as_string(), "source");
  EXPECT_EQ(root.at_pointer(flow + "1/location/physicalLocation/region/startLine")->as_integer(), 2);
  EXPECT_EQ(root.at_pointer("/runs/0/results/1"), nullptr);
}

TEST(Sarif, ResultNamesRulePlaceAndFingerprint) {
  const json::Value root = sarif_of("./src/a b.py", "x = 1\ny = eval(\n   x)\n");
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
  EXPECT_EQ(place.at_pointer("/region/endColumn")->as_integer(), 6);
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

TEST(Sarif, RulesPointToTheirWeaknessInTheTaxonomy) {
  const json::Value root = sarif_of("a.py", "eval(x)\n");
  const json::Value& target = *root.at_pointer("/runs/0/tool/driver/rules/1/relationships/0/target");
  EXPECT_EQ(target.get_string("id"), "95");
  const json::Value& taxa = *root.at_pointer("/runs/0/taxonomies/0/taxa");
  const json::Value& taxon = taxa.as_array()[static_cast<size_t>(*target.get_integer("index"))];
  EXPECT_EQ(taxon.get_string("id"), "95");
  EXPECT_TRUE(taxon.get_string("name")->starts_with("Improper Neutralization of Directives"));
  EXPECT_EQ(root.at_pointer("/runs/0/tool/driver/rules/0/relationships"), nullptr);
}

TEST(Sarif, WhatDoesNotCountIsASuppression) {
  const auto known = [](Known why) {
    return [why](ScanReport& report) { report.texts[0].findings[0].known = why; };
  };
  const json::Value in_source = sarif_of("a.py", "eval(x)\n", known(Known::kSuppressed));
  EXPECT_EQ(in_source.at_pointer("/runs/0/results/0/suppressions/0/kind")->as_string(), "inSource");
  const json::Value external = sarif_of("a.py", "eval(x)\n", known(Known::kBaseline));
  EXPECT_EQ(external.at_pointer("/runs/0/results/0/suppressions/0/kind")->as_string(), "external");
  EXPECT_EQ(sarif_of("a.py", "eval(x)\n").at_pointer("/runs/0/results/0/suppressions"), nullptr);
}

TEST(Sarif, WhatWasNotScannedIsANotification) {
  const json::Value root = sarif_of("a.py", "x = 1\n", [](ScanReport& report) {
    report.texts[0].partial = true;
    report.texts[0].why = "too deep";
    report.skipped.push_back({"b c.py", "binary"});
  });
  const json::Array& notes = root.at_pointer("/runs/0/invocations/0/toolExecutionNotifications")->as_array();
  ASSERT_EQ(notes.size(), 2u);
  EXPECT_EQ(notes[0].at_pointer("/message/text")->as_string(), "scanned in part: too deep");
  EXPECT_EQ(notes[1].at_pointer("/locations/0/physicalLocation/artifactLocation/uri")->as_string(),
            "b%20c.py");
}

TEST(Sarif, RulesThatWereSkippedAreANotification) {
  const char* const notes = "/runs/0/invocations/0/toolConfigurationNotifications";
  EXPECT_EQ(sarif_of("a.py", "x = 1\n").at_pointer(notes), nullptr);
  const json::Value root = sarif_of("a.py", "x = 1\n", [](ScanReport& report) { report.skipped_rules = 3; });
  EXPECT_EQ(root.at_pointer(std::string(notes) + "/0/message/text")->as_string(), "3 rules were skipped");
}

TEST(Sarif, NothingFoundIsStillARun) {
  const json::Value root = sarif_of("a.py", "x = 1\n");
  EXPECT_EQ(root.at_pointer("/runs/0/results")->as_array().size(), 0u);
}

}  // namespace
}  // namespace broch::report
