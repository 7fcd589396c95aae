#include "scan/conformance.h"

#include <gmock/gmock.h>

namespace broch::scan {
namespace {

using Kind = ConformanceMismatch::Kind;

class Conformance : public ::testing::Test {
 protected:
  void SetUp() override {
    auto report = measure_conformance(BROCH_SOURCE_DIR "/tests/golden/conformance", {});
    ASSERT_TRUE(report) << report.error().to_string();
    report_ = std::move(*report);
  }

  ConformanceReport report_;
};

TEST_F(Conformance, CountsMarksThatAgree) {
  const Tally& tally = report_.slices.at({"python", "search", true});
  EXPECT_EQ(tally.rules, 1u);
  EXPECT_EQ(tally.loaded, 1u);
  EXPECT_EQ(tally.whole, 0u);
  EXPECT_EQ(tally.expected, 2u);
  EXPECT_EQ(tally.found, 1u);
  EXPECT_EQ(tally.clean, 2u);
  EXPECT_EQ(tally.silent, 1u);
  EXPECT_EQ(tally.todo, 1u);
  EXPECT_EQ(tally.unexpected, 1u);
  EXPECT_DOUBLE_EQ(tally.agreement().value(), 0.5);
}

TEST_F(Conformance, CountsTheMarksOfRulesThatDoNotLoadAsDisagreeing) {
  const Tally& tally = report_.slices.at({"python", "search", false});
  EXPECT_EQ(tally.rules, 2u);
  EXPECT_EQ(tally.loaded, 1u);
  EXPECT_EQ(tally.unloaded_marks, 1u);
  EXPECT_DOUBLE_EQ(tally.agreement().value(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(tally.agreement_of_loaded().value(), 1.0);
  ASSERT_EQ(report_.unloaded.size(), 1u);
  EXPECT_EQ(report_.unloaded[0].rule, "calls-unknown-operator");
  EXPECT_EQ(report_.unloaded[0].error.where.line, 14) << "the place is that of the whole file";
  EXPECT_EQ(report_.foreign, 1u);
}

TEST_F(Conformance, ListsEveryMismatch) {
  std::vector<std::pair<int, Kind>> got;
  for (const ConformanceMismatch& one : report_.mismatches) got.emplace_back(one.place.line, one.kind);
  EXPECT_THAT(got, ::testing::ElementsAre(std::pair(4, Kind::kMissed), std::pair(8, Kind::kViolated),
                                          std::pair(11, Kind::kUnexpected)));
}

TEST_F(Conformance, GivesATestToTheLongestStem) {
  EXPECT_EQ(report_.slices.at({"python", "search", false}).whole, 1u);
  EXPECT_EQ(report_.files, 2u);
}

TEST_F(Conformance, ComparesTheFixedText) {
  const Tally& tally = report_.slices.at({"python", "search", true});
  EXPECT_EQ(tally.fixed, 1u);
  EXPECT_EQ(tally.fixed_equal, 1u);
}

}  // namespace
}  // namespace broch::scan
