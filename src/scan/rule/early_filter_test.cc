// What conditions asked early must not change.
#include <gtest/gtest.h>

#include "core/text.h"
#include "scan/scan.h"

namespace broch::scan {
namespace {

/// The lines on which a rule with these operators has findings.
std::vector<int> lines_found(const std::string& operators, std::string_view code) {
  const std::string rule =
      "rules:\n  - id: r\n    languages: [python]\n    severity: ERROR\n    message: m\n" + operators;
  const auto pack = RulePack::compile(std::vector{RuleSource{"rules.yaml", rule}});
  if (!pack) {
    ADD_FAILURE() << pack.error().to_string();
    return {};
  }
  const LineIndex lines(code);
  std::vector<int> found;
  for (const Finding& finding : Scanner(*pack).scan(code, Language::kPython).findings)
    found.push_back(lines.at(finding.span.begin).line);
  return found;
}

using Lines = std::vector<int>;

TEST(EarlyFilter, AConditionHoldsForTheOperatorThatBindsItsVariable) {
  const std::string rule =
      "    patterns:\n"
      "      - pattern: send($X)\n"
      "      - pattern-inside: |\n"
      "          $X = $VALUE\n"
      "          ...\n"
      "      - metavariable-regex: {metavariable: $VALUE, regex: ^read}\n";
  EXPECT_EQ(lines_found(rule, "a = read()\nb = write()\nsend(a)\nsend(b)\n"), Lines{3});
}

TEST(EarlyFilter, OfTwoOperatorsTheSmallerMatchDecides) {
  // Both bind $X: the call to the text \"key\" as it is written there, the assignment to another notation of
  // it.
  const std::string rule =
      "    patterns:\n"
      "      - pattern: use($X)\n"
      "      - pattern-inside: |\n"
      "          $Y = $X\n"
      "          ...\n"
      "      - metavariable-regex: {metavariable: $X, regex: \"^'\"}\n";
  EXPECT_EQ(lines_found(rule, "a = \"key\"\nuse('key')\n"), Lines{2});
  EXPECT_EQ(lines_found(rule, "a = 'key'\nuse(\"key\")\n"), Lines{});
}

TEST(EarlyFilter, ANegativeIsLookedForAroundWhatIsLeft) {
  const std::string rule =
      "    patterns:\n"
      "      - pattern: send($X)\n"
      "      - pattern-not-inside: |\n"
      "          $X = clean(...)\n"
      "          ...\n"
      "      - pattern-not-inside: |\n"
      "          def trusted(...):\n"
      "              ...\n";
  EXPECT_EQ(
      lines_found(rule, "send(a)\na = clean(a)\nsend(a)\nsend(b)\ndef trusted():\n    send(c)\nsend(c)\n"),
      (Lines{1, 4, 7}));
}

}  // namespace
}  // namespace broch::scan
