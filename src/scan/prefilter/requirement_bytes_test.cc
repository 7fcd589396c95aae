#include "scan/prefilter/requirement_bytes.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

using Kind = Requirement::Kind;

TEST(RequirementBytes, AreReadAsTheyWereWritten) {
  Requirement whole{.kind = Kind::kAnd};
  whole.parts.push_back({.kind = Kind::kWord, .atom = "f"});
  whole.parts.push_back({.kind = Kind::kOr});
  whole.parts[1].parts = {{.kind = Kind::kTrue}, {.kind = Kind::kRegex, .atom = "x"}};
  std::string bytes;
  write_requirement(bytes, whole);
  // The format, by hand: and of two; the word "f"; or of two; true; the expression "x".
  const std::string by_hand(
      "\x05\x02\0\0\0"
      "\x02\x01\0\0\0"
      "f"
      "\x06\x02\0\0\0"
      "\0"
      "\x04\x01\0\0\0"
      "x",
      23);
  EXPECT_EQ(bytes, by_hand);
  std::string_view left = bytes;
  Requirement read;
  ASSERT_TRUE(read_requirement(left, read));
  EXPECT_TRUE(left.empty());
  std::string again;
  write_requirement(again, read);
  EXPECT_EQ(again, bytes);
}

TEST(RequirementBytes, ThatAreCutOrWrongAreRefused) {
  Requirement whole{.kind = Kind::kOr};
  whole.parts = {{.kind = Kind::kLiteral, .atom = "abc"}, {.kind = Kind::kWord, .atom = "d"}};
  std::string bytes;
  write_requirement(bytes, whole);
  for (size_t size = 0; size < bytes.size(); ++size) {
    std::string_view left = std::string_view(bytes).substr(0, size);
    Requirement read;
    EXPECT_FALSE(read_requirement(left, read)) << size;
  }
  for (const std::string& wrong :
       {std::string("\x07"), std::string("\x05\xff\xff\xff\xff", 5), std::string("\x02\0\0\0\0", 5)}) {
    std::string_view left = wrong;
    Requirement read;
    EXPECT_FALSE(read_requirement(left, read));
  }
}

}  // namespace
}  // namespace broch::scan
