#include "guard/checks/code_regions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace broch::guard {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kRun = "import os\n\ndef run():\n    os.system(input())\n";

std::vector<std::string> regions(const std::string& text, bool continuation = false) {
  std::vector<std::string> out;
  for (const CodeRegion& r : code_regions(text, continuation)) {
    out.push_back(std::string(r.language ? scan::name(*r.language) : "none") + "|" + r.code.text());
  }
  return out;
}

TEST(CodeRegions, FencedBlocksWithTheirLanguage) {
  EXPECT_THAT(regions("Text.\n```py\na = 1\n```\n```cobol\nx\n```\n"),
              ElementsAre("python|a = 1\n", "none|x\n"));
  EXPECT_THAT(regions("```\n#include <stdio.h>\nint main(void) { return 0; }\n```"),
              ElementsAre("c|#include <stdio.h>\nint main(void) { return 0; }\n"));
  // A label that says nothing does not hide code.
  EXPECT_THAT(regions("```text\n" + kRun + "```"), ElementsAre("python|" + kRun));
}

TEST(CodeRegions, FencesBehindTheMarksOfQuotesAndLists) {
  const auto codes = [](const std::string& text) {
    std::vector<std::string> out;
    for (const CodeRegion& r : code_regions(text, false))
      out.push_back(std::string(r.info) + "|" + r.code.text() + "|" + std::to_string(r.code.in_reply(0)));
    return out;
  };
  EXPECT_THAT(codes("As asked.\n> ```py\n> a = 1\n>\n> b = 2\n> ```\nDone.\n"),
              ElementsAre("py|a = 1\n\nb = 2\n|20"));
  EXPECT_THAT(codes("- First.\n- ```py\n  if a:\n    b()\n  ```\n2. > ~~~c\n   > x;\n"),
              ElementsAre("py|if a:\n  b()\n|19", "c|x;\n|54"));
  EXPECT_THAT(codes("> 1. ```c\n>    x;\nwords\n"), ElementsAre("c|x;\n|15"));
}

TEST(CodeRegions, FencesBehindWords) {
  EXPECT_THAT(regions("Here you are: ```py\na = 1\n```\n"), ElementsAre("python|a = 1\n"));
  EXPECT_THAT(regions(kRun + "And the other one: ```c\nint x;\n```\n"),
              ElementsAre("python|" + kRun, "c|int x;\n"));
  EXPECT_THAT(regions("Write ```a``` or ```b```\na = 1\n"), IsEmpty());
}

TEST(CodeRegions, CodeWithoutAFenceAtTheStartOrAfterAColon) {
  EXPECT_THAT(regions(kRun), ElementsAre("python|" + kRun));
  EXPECT_THAT(regions("# A script.\n" + kRun), ElementsAre("python|# A script.\n" + kRun));
  EXPECT_THAT(regions("Here is **the code:**\n\n" + kRun), ElementsAre("python|" + kRun));
  EXPECT_THAT(regions("Something else.\n" + kRun), IsEmpty());
  EXPECT_THAT(regions(kRun, true), IsEmpty());
}

TEST(CodeRegions, ProseIsNoCode) {
  for (const char* text :
       {"Sure, I can help you with that.\n", "Import taxes are due at the border; pay them.\n",
        "The following steps help:\n\n1. Open the door.\n2. Close it again.\n", "", "\n\n", "Yes"}) {
    EXPECT_THAT(regions(text), IsEmpty()) << text;
  }
}

TEST(CodeRegions, ACodeRegionEndsAtTheNextFence) {
  EXPECT_THAT(regions(kRun + "```c\nint x;\n```\n"), ElementsAre("python|" + kRun, "c|int x;\n"));
}

TEST(CodeRegions, ALineThatMayBecomeAFenceIsNotSettled) {
  const auto settled = [](const std::string& line) {
    return settled_prefix("Some words of prose, first.\n" + line, false) - 28;
  };
  for (const char* begun : {" ", ">", "> ", "> >", "-", "- ", "+ `", "12", "12.", "12. ", "> 1) ~~", "1. - "})
    EXPECT_EQ(settled(begun), 0u) << begun;
  for (const std::string words : {"> so", "-1", "**so", "1234567890", "1.5", "- so", "> 1) so"})
    EXPECT_EQ(settled(words), words.size()) << words;
}

TEST(CodeRegions, OnlyWhatNothingCanChangeIsSettled) {
  const std::string text = "First some words of prose here.\n```python\nx = 1\n```\nafter\n";
  const size_t fence = text.find("```");
  const size_t after = text.find("after");
  for (size_t n = 0; n <= text.size(); ++n) {
    const size_t settled = settled_prefix(text.substr(0, n), false);
    ASSERT_LE(settled, n);
    if (n > fence && n < after) {
      ASSERT_EQ(settled, fence) << n;
    } else if (n > after) {
      ASSERT_EQ(settled, n);
    }
  }
}

}  // namespace
}  // namespace broch::guard
