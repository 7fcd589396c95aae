#include "eval/grade/choice_guess.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

Sample question(int options, json::Array right) {
  Sample sample;
  sample.grading = json::Object{{"options", options}, {"correct", std::move(right)}};
  return sample;
}

// By hand: A alone is right once of four, and half of what is right once; B is right twice.
TEST(Guesses, AreWhatTheSameAnswerEarns) {
  const std::vector<Guess> all = guesses(
      {question(3, {"A"}), question(4, {"A", "C"}), question(2, {"B"}), question(5, {"B"}), question(3, {})});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].name, "always A");
  EXPECT_EQ(all[0].questions, 4);
  EXPECT_DOUBLE_EQ(all[0].exact, 0.25);
  EXPECT_DOUBLE_EQ(all[0].jaccard, 1.5 / 4);
  EXPECT_EQ(all[1].name, "always B");
  EXPECT_DOUBLE_EQ(all[1].exact, 0.5);
  EXPECT_EQ(all[2].name, "all options");
  EXPECT_DOUBLE_EQ(all[2].exact, 0);
  EXPECT_DOUBLE_EQ(all[2].jaccard, (1.0 / 3 + 2.0 / 4 + 1.0 / 2 + 1.0 / 5) / 4);
  EXPECT_TRUE(guesses({Sample{}}).empty());
}

}  // namespace
}  // namespace broch::eval
