#include "scan/pack.h"

#include <gmock/gmock.h>
#include <stdlib.h>

#include <map>

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

/// A pack in which `text` came with the program.
Result<std::shared_ptr<const RulePack>> with_known_good(const RuleSource& file,
                                                        const std::vector<RuleSource>& own = {},
                                                        const BlobCache& cache = {}) {
  const EmbeddedFile files[] = {{file.path, file.text}};
  return RulePack::Compiled::make(files, own, cache, {});
}

std::vector<std::string> found(const std::shared_ptr<const RulePack>& pack) {
  std::vector<std::string> out;
  for (const Finding& finding : Scanner(pack).scan("f(1)\ng(1)\n", Language::kPython).findings)
    out.push_back(finding.rule);
  return out;
}

const std::string kDisabled = ", metadata: {disabled: finds what is fine}";

TEST(RulePack, DisabledBuiltInRulesAreListedAndDoNotRun) {
  const RuleSource built_in = rules("built-in.yaml", kDisabled);
  const auto pack = with_known_good(built_in);
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
  const RuleSource built_in = rules("built-in.yaml", kDisabled);
  const auto pack = with_known_good(built_in, {own});
  ASSERT_TRUE(pack) << pack.error().to_string();
  EXPECT_EQ(found(*pack), (std::vector<std::string>{"gone", "kept"}));
  const RuleSource enabled = rules("built-in.yaml", "");
  const auto clash = with_known_good(enabled, {own});
  ASSERT_FALSE(clash);
  EXPECT_THAT(clash.error().to_string(), HasSubstr("the rule id `gone` is used twice"));
}

TEST(RulePack, RulesOfOneNameInDifferentFoldersAreToldApart) {
  const auto named = [](const char* path, const char* pattern) {
    return RuleSource{
        path, std::string("rules:\n  - {id: r, languages: [python], severity: INFO, message: m, pattern: ") +
                  pattern + "}\n"};
  };
  const auto pack = RulePack::compile(
      {named("p/a/x.yaml", "g(1)"), named("p/b/x.yaml", "g(1)"), named("q/b/x.yaml", "f(1)")});
  ASSERT_TRUE(pack) << pack.error().to_string();
  EXPECT_EQ(found(*pack), (std::vector<std::string>{"q.b.r", "b.r", "r"}));
  const auto clash = RulePack::compile({named("p/a/x.yaml", "f(1)"), named("p/a/y.yaml", "g(1)")});
  ASSERT_FALSE(clash);
  EXPECT_EQ(clash.error().to_string(), "p/a/y.yaml:2:5: the rule id `r` is used twice");
  EXPECT_EQ(clash.error().remedy, "it is defined first at p/a/x.yaml:2:5");
}

std::string new_cache_folder() {
  std::string folder = testing::TempDir() + "packXXXXXX";
  EXPECT_NE(mkdtemp(folder.data()), nullptr);
  return folder + "/cache";
}

TEST(RulePack, WhatIsKeptFindsTheSame) {
  const BlobCache cache(new_cache_folder());
  const RuleSource built_in = rules("built-in.yaml", kDisabled);
  const RuleSource own{
      "own.yaml", "rules:\n  - {id: mine, languages: [python], severity: INFO, message: m, pattern: f(1)}\n"};
  for (int run = 0; run < 2; ++run) {
    const auto pack = with_known_good(built_in, {own}, cache);
    ASSERT_TRUE(pack) << pack.error().to_string();
    EXPECT_EQ(found(*pack), (std::vector<std::string>{"mine", "kept"})) << run;
  }
}

TEST(RulePack, WhatIsKeptOfOtherFilesIsNotTaken) {
  const BlobCache cache(new_cache_folder());
  const RuleSource first = rules("built-in.yaml", ""), second = rules("built-in.yaml", kDisabled);
  EXPECT_EQ(found(*with_known_good(first, {}, cache)), (std::vector<std::string>{"gone", "kept"}));
  EXPECT_EQ(found(*with_known_good(second, {}, cache)), std::vector<std::string>{"kept"});
  EXPECT_EQ(found(*with_known_good(first, {}, cache)), (std::vector<std::string>{"gone", "kept"}));
}

TEST(RulePack, WhatIsKeptAndCutIsMadeAnew) {
  const std::string folder = new_cache_folder();
  const BlobCache cache(folder);
  const RuleSource built_in = rules("built-in.yaml", "");
  const std::string key = "rules of python";
  ASSERT_TRUE(with_known_good(built_in, {}, cache));
  EXPECT_FALSE(cache.get(key)) << "nothing is compiled before it is asked for";
  found(*with_known_good(built_in, {}, cache));
  const auto kept = cache.get(key);
  if (!kept) GTEST_SKIP() << "this build has no id";
  for (size_t size = 32; size < kept->size(); ++size) {  // behind the state
    cache.put(key, std::string_view(*kept).substr(0, size));
    EXPECT_EQ(found(*with_known_good(built_in, {}, cache)), (std::vector<std::string>{"gone", "kept"}))
        << size;
  }
}

// What of a built-in file is taken from its folder alone must be so.
TEST(RulePack, BuiltInFilesAreForTheLanguagesOfTheirFolder) {
  std::map<std::string, Place> known;
  std::map<Language, bool> named;
  for (const EmbeddedFile& embedded : builtin_rule_files()) {
    const PackFile file("rules/" + std::string(embedded.path), embedded.bytes);
    ASSERT_EQ(file.broken(), "");
    const auto folder = folder_languages(file.path());
    ASSERT_TRUE(folder) << file.path();
    for (const Rule& rule : file.rules()) {
      if (rule.info.disabled.empty()) {
        EXPECT_TRUE(known.try_emplace(rule.info.id, rule.info.place).second) << rule.info.id << " twice";
      }
      EXPECT_TRUE(folder->all || !rule.any_language) << rule.info.id;
      for (const Language language : rule.info.languages) {
        if (rule.any_language) continue;
        named[language] = true;
        EXPECT_THAT(folder->covered, testing::Contains(language)) << rule.info.id;
      }
    }
  }
  const auto pack = RulePack::builtin();
  ASSERT_TRUE(pack);
  for (const Language language : kLanguages) EXPECT_EQ((*pack)->covers(language), named[language]);
  EXPECT_TRUE((*pack)->skipped().empty());
  EXPECT_FALSE((*pack)->empty());
}

TEST(RulePack, DisabledNeedsAReason) {
  const auto pack = RulePack::compile({rules("r.yaml", ", metadata: {disabled: ''}")});
  ASSERT_FALSE(pack);
  EXPECT_THAT(pack.error().to_string(), HasSubstr("`disabled` gives the reason"));
}

}  // namespace
}  // namespace broch::scan
