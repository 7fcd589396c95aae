#include "eval/compare/drift.h"

#include <gtest/gtest.h>

#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

Drift drift_of(const std::string& base, const std::string& next, RunRecord changed = run_of("b")) {
  return drift(run_of("a"), attempts_of("insecure", base), changed, attempts_of("insecure", next), {});
}

TEST(Drift, FindsAMoveInEitherDirection) {
  EXPECT_EQ(drift_of(kAll, kNone).status, DriftStatus::kMoved);
  EXPECT_EQ(drift_of(kNone, kAll).status, DriftStatus::kMoved);
  EXPECT_EQ(drift_of(kNone, kAll).moved, std::vector<std::string>{"s insecure"});
  EXPECT_EQ(drift_of(kAll, kAll).status, DriftStatus::kSteady);
  EXPECT_EQ(drift_of("1111", "1111").status, DriftStatus::kInconclusive);
}

TEST(Drift, RequestsThatFailMoreOftenAreAMove) {
  const Drift found = drift_of(std::string(200, '0'), std::string(150, '0') + std::string(50, 'e'));
  EXPECT_EQ(found.status, DriftStatus::kMoved);
  EXPECT_TRUE(found.changes.empty());
}

TEST(Drift, RefusesAConfigurationThatChanged) {
  RunRecord next = run_of("b");
  next.guard = "balanced";
  const Drift guarded = drift_of(kAll, kNone, next);
  EXPECT_EQ(guarded.status, DriftStatus::kRefused);
  EXPECT_EQ(guarded.changes, std::vector<std::string>{"guard (none, then balanced)"});
  RunRecord graded = run_of("b");
  graded.suites[0].version = "2";
  EXPECT_EQ(drift_of(kAll, kAll, graded).changes, std::vector<std::string>{"s: suite-version-differs"});
  RunRecord other = run_of("b");
  other.suites[0].name = "t";
  EXPECT_EQ(drift_of(kAll, kAll, other).status, DriftStatus::kRefused);
}

TEST(Drift, TakesAServerThatCallsItselfOtherwiseForTheCauseAndNotForAChange) {
  auto base = attempts_of("insecure", kNone), next = attempts_of("insecure", kAll);
  for (AttemptRecord& attempt : base) attempt.fingerprint = "m@1";
  for (AttemptRecord& attempt : next) attempt.fingerprint = "m@2";
  RunRecord seeded = run_of("b");
  seeded.seed = 9;
  const Drift found = drift(run_of("a"), base, seeded, next, {});
  EXPECT_EQ(found.status, DriftStatus::kMoved);
  EXPECT_EQ(found.comparison.differing_factors(), (std::vector<std::string>{"fingerprint", "seed"}));
}

}  // namespace
}  // namespace broch::eval
