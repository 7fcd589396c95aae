#include "eval/grade/deciding_part.h"

#include <gtest/gtest.h>

namespace broch::eval {
namespace {

TEST(DecidingPart, OneWithMetricsDecidesThemAlone) {
  const std::string part = part_for({"insecure", "redirected"}, "rule-pack=aa");
  EXPECT_EQ(part, "insecure,redirected:rule-pack=aa");
  EXPECT_TRUE(decides(part, "insecure"));
  EXPECT_TRUE(decides(part, "redirected"));
  EXPECT_FALSE(decides(part, "works"));
  EXPECT_FALSE(decides(part, "rule-pack"));
}

TEST(DecidingPart, OneWithoutDecidesAllButUsefulness) {
  EXPECT_TRUE(decides("rule-pack=aa", "works"));
  EXPECT_FALSE(decides("rule-pack=aa", "refused"));
  EXPECT_TRUE(decides("refusal-lexicon=bb", "refused"));
  // A colon behind the name is of the value.
  EXPECT_TRUE(decides("judge=openai:m", "complied"));
}

TEST(DecidingPart, IsTheSameByItsHash) {
  EXPECT_TRUE(same_part("insecure:rule-pack=aa", "insecure-code=aa"));
  EXPECT_FALSE(same_part("insecure:rule-pack=aa", "insecure-code=ab"));
}

}  // namespace
}  // namespace broch::eval
