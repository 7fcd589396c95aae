#include "scan/inspect.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "core/hash.h"

namespace broch::scan {
namespace fs = std::filesystem;
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Inspect : public ::testing::Test {
 protected:
  Inspect() : root_(fs::temp_directory_path() / ("broch-inspect-" + random_id())) {
    fs::create_directories(root_);
  }
  ~Inspect() override { fs::remove_all(root_); }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(root_ / name) << text;
    return (root_ / name).string();
  }
  fs::path root_;
};

TEST_F(Inspect, EveryRuleThatDoesNotLoad) {
  write("a.yaml", R"(rules:
  - {id: good, languages: [python], severity: ERROR, message: m, pattern: f()}
  - id: bad-pattern
    languages: [python]
    severity: ERROR
    message: m
    pattern: "f(("
  - id: later
    min-version: 99.0.0
    languages: [python]
    severity: ERROR
    message: m
    patern: f()
  - id: bad-key
    languages: [python]
    severity: ERROR
    message: m
    patern: f()
)");
  write("b.yaml", "rules: [\n");
  write("c.yaml", "rules:\n  - {id: good, languages: [python], severity: ERROR, message: m, pattern: g()}\n");
  const auto found = validate_rules({root_.string()});
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_EQ(found->rules, 2u);
  ASSERT_THAT(found->broken, SizeIs(4));
  EXPECT_EQ(found->broken[0].id, "bad-pattern");
  EXPECT_EQ(found->broken[0].error.where.line, 7);
  EXPECT_EQ(found->broken[1].id, "bad-key");
  EXPECT_THAT(found->broken[1].error.what, HasSubstr("did you mean `pattern`"));
  EXPECT_THAT(found->broken[2].error.where.file, HasSubstr("b.yaml"));
  EXPECT_THAT(found->broken[3].error.what, HasSubstr("used twice"));
  ASSERT_THAT(found->outside, SizeIs(1));
  EXPECT_EQ(found->outside[0].id, "later");
}

TEST_F(Inspect, WhatRulesAreTestedOnHoldsNone) {
  write("r.yaml", "rules:\n  - {id: good, languages: [python], severity: ERROR, message: m, pattern: g()}\n");
  write("r.test.yaml", "key: value\n");
  write("r.fixed.yml", "key: value\n");
  const auto found = validate_rules({root_.string()});
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_EQ(found->rules, 1u);
  EXPECT_THAT(found->broken, IsEmpty());
}

TEST_F(Inspect, NoRuleFilesIsAnError) { EXPECT_FALSE(validate_rules({root_.string()})); }

TEST_F(Inspect, TheTextOfARule) {
  const std::string path = write("r.yaml", R"(# of the file
rules:
  - id: one
    languages: [python]
    severity: ERROR
    message: m
    fix: g()
    pattern: |
      if x:
          f()

  # about two
  - {id: two, mode: search, languages: [python], severity: ERROR, message: m, pattern: f()}
)");
  const auto pack = RulePack::load({path}, true);
  ASSERT_TRUE(pack) << pack.error().to_string();
  const auto texts = describe(**pack, false);
  ASSERT_TRUE(texts) << texts.error().to_string();
  EXPECT_EQ(texts->at("one").yaml,
            "- id: one\n  languages: [python]\n  severity: ERROR\n  message: m\n  fix: g()\n  pattern: |\n   "
            " if x:\n"
            "        f()\n");
  EXPECT_EQ(texts->at("one").fix, "g()");
  EXPECT_THAT(texts->at("two").yaml, HasSubstr("- {id: two,"));
  EXPECT_EQ(texts->at("two").mode, "search");
}

TEST_F(Inspect, BuiltInRulesHaveTexts) {
  const auto pack = RulePack::builtin();
  ASSERT_TRUE(pack);
  const auto texts = describe(**pack, true);
  ASSERT_TRUE(texts) << texts.error().to_string();
  for (const RuleInfo& rule : (*pack)->rules()) {
    ASSERT_TRUE(texts->contains(rule.id)) << rule.id;
    EXPECT_THAT(texts->at(rule.id).yaml, HasSubstr(rule.id));
  }
}

}  // namespace
}  // namespace broch::scan
