#include "guard/checks/insecure_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace broch::guard {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

SegmentReport report_of(const std::string& text, chat::PartKind kind = chat::PartKind::kText) {
  static const Result<std::unique_ptr<Check>> check = create_insecure_code_check();
  if (!check) throw std::runtime_error(check.error().to_string());
  chat::Segment segment;
  segment.text = text;
  segment.kind = kind;
  segment.provenance = chat::Provenance::kAssistant;
  Result<SegmentReport> report = (*check)->check(segment, {});
  EXPECT_TRUE(report) << report.error().to_string();
  return *std::move(report);
}

TEST(InsecureCodeCheck, FindingsLieWhereTheCodeStandsInTheReply) {
  const std::string text = "Try this:\n```python\nimport os\nos.system(input())\n```\nDone.";
  const SegmentReport report = report_of(text);
  ASSERT_EQ(report.findings.size(), 1u);
  const Span span = report.findings[0].span;
  EXPECT_EQ(text.substr(span.begin, span.size()), "os.system(input())");
  EXPECT_THAT(report.partial, IsEmpty());
}

TEST(InsecureCodeCheck, FindsCodeInAQuoteAndInAList) {
  for (const std::string mark : {"> ", "> > ", ">"}) {
    const std::string text = "You said:\n" + mark + "```python\n" + mark + "import os\n" + mark +
                             "os.system(\n" + mark + "    input())\n" + mark + "```\n";
    const SegmentReport report = report_of(text);
    ASSERT_EQ(report.findings.size(), 1u) << text;
    const Span span = report.findings[0].span;
    EXPECT_EQ(text.substr(span.begin, span.size()), "os.system(\n" + mark + "    input())");
  }
  const std::string list = "1. ```python\n   import os\n   os.system(input())\n   ```\n";
  const SegmentReport report = report_of(list);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].span.begin, list.find("os.system"));
}

TEST(InsecureCodeCheck, NothingBeforeABlockHidesIt) {
  const std::string block = "```python\nimport os\nos.system(input())\n```\n";
  const std::string untagged = "```\nimport os\n\ndef run():\n    os.system(input())\n```\n";
  for (const std::string before :
       {"1. > ```sh\n   > pip install flask\n   > ```\n\n2. Then run this:\n\n",
        "- > ```sh\n  > ls\n  > ```\n", "Sure. The opening mark is ```bash\n\nThis is it.\n\n",
        "The mark is ```c\n", "It says ~~~ and ```js\n"}) {
    EXPECT_EQ(report_of(before + block).findings.size(), 1u) << before;
    EXPECT_EQ(report_of(before + untagged).findings.size(), 1u) << before;
  }
}

TEST(InsecureCodeCheck, ReadsFencesOfManyKinds) {
  const std::string code = "\nimport os\nos.system(input())\n";
  for (const std::string fence :
       {"```python3.11", "```{.python}", "```python:app.py", "Run: ```python:app.py", "Run: ```{.python}",
        "Here: ```python title=\"a.py\"", "1. ```py"}) {
    EXPECT_EQ(report_of(fence + code + "```\n").findings.size(), 1u) << fence;
  }
  EXPECT_EQ(report_of("````markdown\n# Use\n```python" + code + "```\n````\n").findings.size(), 1u);
  std::string returns = "Sure.\n\n```python" + code + "```\n";
  std::ranges::replace(returns, '\n', '\r');
  EXPECT_EQ(report_of(returns).findings.size(), 1u);
}

TEST(InsecureCodeCheck, PlainCodeOfSomeLengthIsReadToItsEnd) {
  for (const std::string line : {"a=b+c\n", "x = load(path)\n", "a\n"}) {
    std::string code = "```python\n";
    for (int i = 0; i < 1'000; ++i) code += line;
    const SegmentReport report = report_of(code + "import os; cmd = input(); os.system(cmd)\n```\n");
    EXPECT_EQ(report.findings.size(), 1u) << line;
    EXPECT_THAT(report.partial, IsEmpty());
  }
}

TEST(InsecureCodeCheck, SaysWhatItDidNotScan) {
  EXPECT_THAT(report_of("```cobol\nDISPLAY X.\n```\n").partial, ElementsAre("no rules for `cobol`"));
  EXPECT_THAT(report_of("```python\nx = " + std::string(2'000, '(') + "\neval(y)\n```\n").partial,
              ElementsAre(HasSubstr("scanned in part")));
}

TEST(InsecureCodeCheck, LooksIntoTheArgumentsOfAToolCall) {
  const std::string arguments = R"({"path":"run.py","content":"import os\nos.system(input())\n"})";
  const SegmentReport report = report_of(arguments, chat::PartKind::kToolCall);
  ASSERT_EQ(report.findings.size(), 1u);
  const Span span = report.findings[0].span;
  EXPECT_EQ(arguments.substr(span.begin, span.size()), R"("import os\nos.system(input())\n")");
  // Arguments that are no JSON are one text.
  EXPECT_EQ(report_of("import os\ndef f(x):\n    os.system(x)\n", chat::PartKind::kToolCall).findings.size(),
            1u);
}

}  // namespace
}  // namespace broch::guard
