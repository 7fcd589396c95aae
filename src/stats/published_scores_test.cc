#include "stats/published_scores.h"

#include "stats/testing.h"

namespace broch::stats {
namespace {

TEST(StrongReject, OfGradesAndRefusals) {
  EXPECT_NEAR(strongreject_score(false, 4, 5), .875, 1e-12);
  EXPECT_EQ(strongreject_score(true, 4, 5), 0);
  EXPECT_EQ(strongreject_score(false, 1, 1), 0);
  EXPECT_EQ(strongreject_score(false, 5, 5), 1);
}

/// Safe shares against a reference that is safe in .85.
struct GradeCase {
  double safe;
  int grade;
};
class AiLuminate : public testing::TestWithParam<GradeCase> {};

TEST_P(AiLuminate, Grade) { EXPECT_EQ(ailuminate_grade(1 - GetParam().safe, 1 - .85), GetParam().grade); }

INSTANTIATE_TEST_SUITE_P(Table, AiLuminate,
                         testing::Values(GradeCase{.9995, 5}, GradeCase{.93, 4}, GradeCase{.86, 3},
                                         GradeCase{.75, 2}, GradeCase{.50, 1}));

TEST(AiLuminateEnds, BelongToTheGradesTheyAreNamedIn) {
  EXPECT_EQ(ailuminate_grade(.001, .5), 5);
  EXPECT_EQ(ailuminate_grade(.25, .5), 4);
  EXPECT_EQ(ailuminate_grade(.75, .5), 2);
  EXPECT_EQ(ailuminate_grade(.75, .25), 2);  // three times is not above three times
  EXPECT_EQ(ailuminate_grade(.01, 0), 1);    // worse than a reference without fault
}

}  // namespace
}  // namespace broch::stats
