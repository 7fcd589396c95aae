// `paths`: the files that a rule is for.
#include "scan/rule/paths.h"

#include <gmock/gmock.h>

#include "scan/scan.h"

namespace broch::scan {
namespace {

using ::testing::HasSubstr;

size_t found_at(std::string_view path, const std::string& paths) {
  const auto pack = RulePack::compile(
      {{"r.yaml", "rules: [{id: r, languages: [python], severity: INFO, message: m, pattern: f(), paths: {" +
                      paths + "}}]"}});
  EXPECT_TRUE(pack) << pack.error().to_string();
  ScanOptions options;
  options.path = path;
  return Scanner(*pack).scan("f()\n", Language::kPython, options).findings.size();
}

TEST(Paths, IncludeAndExclude) {
  EXPECT_EQ(found_at("src/a.py", "include: [src/]"), 1u);
  EXPECT_EQ(found_at("test/a.py", "include: [/src/]"), 0u);
  EXPECT_EQ(found_at("src/a_test.py", "include: [src], exclude: ['*_test.py']"), 0u);
  EXPECT_EQ(found_at("a.py", "exclude: [tests, '*.js']"), 1u);
  EXPECT_EQ(found_at("x/tests/a.py", "exclude: [tests]"), 0u);
  EXPECT_EQ(found_at("", "include: [src]"), 1u);  // text without a path
}

TEST(Paths, WhatIsWrongIsNamed) {
  const auto pack = RulePack::compile({{"r.yaml",
                                        "rules: [{id: r, languages: [python], severity: INFO, message: m, "
                                        "pattern: f(), paths: {includes: [a]}}]"}});
  ASSERT_FALSE(pack);
  EXPECT_THAT(pack.error().to_string(), HasSubstr("unknown key `includes` (did you mean `include`?)"));
}

}  // namespace
}  // namespace broch::scan
