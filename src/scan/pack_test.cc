#include "scan/pack.h"

#include <gmock/gmock.h>

#include "scan/scan.h"

namespace broch::scan {
namespace {

using testing::HasSubstr;

RuleSource rules(const std::string& path, const std::string& metadata) {
  return {path,
          "rules:\n"
          "  - {id: gone, languages: [python], severity: INFO, message: m, pattern: f(...)" +
              metadata +
              "}\n"
              "  - {id: kept, languages: [python], severity: INFO, message: m, pattern: g(...)}\n"};
}

std::vector<std::string> found(const std::shared_ptr<const RulePack>& pack) {
  std::vector<std::string> out;
  for (const Finding& finding : Scanner(pack).scan("f(1)\ng(1)\n", Language::kPython).findings)
    out.push_back(finding.rule);
  return out;
}

const std::string kDisabled = ", metadata: {disabled: finds what is fine}";

TEST(RulePack, DisabledBuiltInRulesAreListedAndDoNotRun) {
  const auto pack = RulePack::Compiled::make({rules("built-in.yaml", kDisabled)}, 1, {}, {});
  ASSERT_TRUE(pack) << pack.error().to_string();
  ASSERT_EQ((*pack)->rules().size(), 2u);
  EXPECT_EQ((*pack)->rules()[0].disabled, "finds what is fine");
  EXPECT_EQ(found(*pack), std::vector<std::string>{"kept"});
}

TEST(RulePack, DisabledRulesOfANamedFileRun) {
  const auto pack = RulePack::compile({rules("named.yaml", kDisabled)});
  ASSERT_TRUE(pack) << pack.error().to_string();
  EXPECT_EQ(found(*pack), (std::vector<std::string>{"gone", "kept"}));
}

TEST(RulePack, TheNameOfADisabledRuleMayBeUsedAgain) {
  const RuleSource own{
      "own.yaml", "rules:\n  - {id: gone, languages: [python], severity: INFO, message: m, pattern: f(1)}\n"};
  const auto pack = RulePack::Compiled::make({rules("built-in.yaml", kDisabled), own}, 1, {}, {});
  ASSERT_TRUE(pack) << pack.error().to_string();
  EXPECT_EQ(found(*pack), (std::vector<std::string>{"gone", "kept"}));
  const auto clash = RulePack::Compiled::make({rules("built-in.yaml", ""), own}, 1, {}, {});
  ASSERT_FALSE(clash);
  EXPECT_THAT(clash.error().to_string(), HasSubstr("the rule id `gone` is used twice"));
}

TEST(RulePack, DisabledNeedsAReason) {
  const auto pack = RulePack::compile({rules("r.yaml", ", metadata: {disabled: ''}")});
  ASSERT_FALSE(pack);
  EXPECT_THAT(pack.error().to_string(), HasSubstr("`disabled` gives the reason"));
}

}  // namespace
}  // namespace broch::scan
