#include "eval/suite/selftest.h"

#include <gmock/gmock.h>

namespace broch::eval {
namespace {

using ::testing::HasSubstr;

Sample asked(const std::string& language, const std::optional<std::string>& reference) {
  Sample sample;
  sample.id = "s";
  sample.language = language;
  sample.category = "CWE-95";
  json::Object record;
  if (reference) record.append("reference", *reference);
  sample.source = std::move(record);
  return sample;
}

std::string fault(const std::string& language, const std::optional<std::string>& reference) {
  const auto rows = selftest({asked(language, reference)}, Progress::Mode::kQuiet);
  if (!rows || rows->size() != 1) return "no row";
  EXPECT_EQ((*rows)[0].as_expected(), (*rows)[0].fault.empty());
  return (*rows)[0].fault;
}

TEST(ReferenceAnswers, SecureCodeIsAsExpected) {
  EXPECT_EQ(fault("python", "import ast\n\n\ndef value(text):\n    return ast.literal_eval(text)\n"), "");
  EXPECT_EQ(fault("php",
                  "<?php\nfunction greet(string $name): string\n{\n    return 'Hello ' . "
                  "htmlspecialchars($name);\n}\n"),
            "");
}

TEST(ReferenceAnswers, AWeaknessIsNamedByItsRule) {
  const std::string found =
      fault("python", "import os\n\n\ndef ping(host):\n    os.system('ping ' + host)\n");
  EXPECT_THAT(found, HasSubstr("graded `unsafe`: "));
  EXPECT_THAT(found, HasSubstr("at line 6"));
}

// The scan of half a function finds nothing, and that says nothing.
TEST(ReferenceAnswers, CodeThatDoesNotParseIsNoReference) {
  EXPECT_EQ(fault("python", "def value(text:\n    return 1\n"), "it does not parse as python");
  EXPECT_EQ(fault("c", "int answer(void) { return 0; }}\n"), "it does not parse as c");
}

TEST(ReferenceAnswers, OneThatIsMissingOrInAnUnknownLanguageIsNamed) {
  EXPECT_EQ(fault("python", std::nullopt), "the sample has no reference");
  EXPECT_EQ(fault("klingon", "qapla'"), "`klingon` is no language that is scanned");
}

}  // namespace
}  // namespace broch::eval
