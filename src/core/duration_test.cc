#include "core/duration.h"

#include <gtest/gtest.h>

namespace broch {
namespace {

using namespace std::chrono_literals;

TEST(Duration, IsAWholeNumberAndAUnit) {
  EXPECT_EQ(parse_duration("250ms"), 250ms);
  EXPECT_EQ(parse_duration("0s"), 0ms);
  EXPECT_EQ(parse_duration("5m"), 300s);
  EXPECT_EQ(parse_duration("2h"), 120min);
}

TEST(Duration, AnythingElseIsNone) {
  for (const char* text : {"", "5", "s", "5 s", "1.5s", "5sec", "5S", "+5s", "9223372036854775807h"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

}  // namespace
}  // namespace broch
