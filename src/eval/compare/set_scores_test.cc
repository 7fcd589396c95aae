#include "eval/compare/set_scores.h"

#include <gtest/gtest.h>

#include "eval/compare/testing.h"

namespace broch::eval {
namespace {

TEST(SetScores, AverageOverItemsAndKeepWhatCannotBeRead) {
  std::vector<AttemptRecord> attempts = attempts_of("correct", "1001");
  const double scores[] = {1, 0.5, 0, 0.25};
  for (size_t i = 0; i < attempts.size(); ++i) attempts[i].grade.score = scores[i];
  AttemptRecord failed = attempts[0];
  failed.item = failed.sample = "i9";
  failed.grade = {.outcome = Outcome::kError};
  attempts.push_back(failed);
  const std::vector<SetScore> all = set_scores(run_of("a", "multiple-choice@1"), attempts);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_DOUBLE_EQ(all[0].jaccard.value, 1.75 / 4);
  EXPECT_EQ(all[0].jaccard.n, 4);
  EXPECT_EQ(all[0].errors, 1);
  EXPECT_TRUE(set_scores(run_of("a", "attack@1"), attempts).empty());
}

}  // namespace
}  // namespace broch::eval
