#include "scan/annotations.h"

#include <gtest/gtest.h>

namespace broch::scan {
namespace {

TEST(Annotations, AboveOneLineAllSpeakOfIt) {
  const std::string text = "# ruleid: a\n# proruleid: c\n# ok: b\ncode()\n\n# ok: a\n";
  const Marks marks = read_marks(LineIndex(text));
  ASSERT_EQ(marks.entries.size(), 3u);
  EXPECT_EQ(marks.entries.at({4, "a"}).mark, Mark::kExpected);
  EXPECT_EQ(marks.entries.at({4, "b"}).mark, Mark::kClean);
  EXPECT_EQ(marks.entries.at({4, "b"}).written, 3);
  EXPECT_EQ(marks.entries.at({7, "a"}).mark, Mark::kClean);
}

}  // namespace
}  // namespace broch::scan
