#include "scan/fingerprint.h"

#include <gtest/gtest.h>

#include <set>

#include "core/file.h"
#include "scan/baseline.h"
#include "scan/extent.h"
#include "scan/suppress.h"

namespace broch::scan {
namespace {

/// A finding of rule `r` wherever `code` occurs.
std::vector<Finding> every(std::string_view code, std::string_view text) {
  std::vector<Finding> out;
  for (size_t at = text.find(code); at != std::string_view::npos; at = text.find(code, at + 1)) {
    Finding finding;
    finding.rule = "r";
    finding.span = {at, at + code.size()};
    out.push_back(finding);
  }
  return out;
}

std::vector<std::string> prints(std::string_view text, std::string_view path = "a.py") {
  return fingerprints(every("f(x)", text), path, text);
}

TEST(Fingerprint, StaysWhenLinesMove) {
  EXPECT_EQ(prints("f(x)\n"), prints("\n\n# new\nif a:\n    f(x)\n"));
  EXPECT_EQ(prints("f(x)", "./a.py"), prints("f(x)", "a.py"));
  EXPECT_NE(prints("f(x)", "b.py"), prints("f(x)", "a.py"));
}

TEST(Fingerprint, HowMuchWhiteSpaceThereIsSaysNothing) {
  const std::string a = "g(1,\n  2)", b = "g(1, 2)";
  EXPECT_EQ(fingerprints(every(a, a), "a.c", a), fingerprints(every(b, b), "a.c", b));
}

TEST(Fingerprint, SaysWhetherThereIsWhiteSpace) {
  const std::string a = "g( 1 )", b = "g(1)";
  EXPECT_NE(fingerprints(every(a, a), "a.c", a), fingerprints(every(b, b), "a.c", b));
}

TEST(Fingerprint, EqualLinesAreToldApart) {
  const auto two = prints("f(x)\nf(x)\n");
  ASSERT_EQ(two.size(), 2u);
  EXPECT_NE(two[0], two[1]);
  EXPECT_EQ(two[0], prints("f(x)\n")[0]) << "a further one at the end is the only new one";
}

TEST(Baseline, RoundTripsInAStableOrder) {
  const std::string text = baseline_text({{"b.c", "r", "22"}, {"a.c", "r", "11"}, {"b.c", "r", "22"}});
  EXPECT_EQ(text,
            "{\"version\":1,\"findings\":[\n{\"path\":\"a.c\",\"rule\":\"r\",\"fingerprint\":\"11\"},\n"
            "{\"path\":\"b.c\",\"rule\":\"r\",\"fingerprint\":\"22\"}\n]}\n");
  EXPECT_EQ(baseline_text({}), "{\"version\":1,\"findings\":[\n]}\n");
}

TEST(Baseline, MayBeginWithAByteOrderMark) {
  const std::string path = ::testing::TempDir() + "baseline-with-mark.json";
  ASSERT_TRUE(write_file(path, "\xEF\xBB\xBF" + baseline_text({{"a.c", "r", "11"}})));
  const auto baseline = Baseline::load(path);
  ASSERT_TRUE(baseline) << baseline.error().to_string();
  EXPECT_TRUE(baseline->contains("11"));
}

TEST(Extent, AgreesWithTheLineIndex) {
  const std::string text = "a\xc3\xa4x\r\n\n\tz\n";
  std::vector<Span> spans;
  for (size_t i = 0; i <= text.size(); ++i) spans.push_back({text.size() - i, i});
  const auto places = extents(text, spans);
  const LineIndex lines(text);
  for (size_t i = 0; i < spans.size(); ++i) {
    EXPECT_EQ(places[i].begin.line, lines.at(spans[i].begin).line) << i;
    EXPECT_EQ(places[i].begin.column, lines.at(spans[i].begin).column) << i;
    EXPECT_EQ(places[i].end.line, lines.at(spans[i].end).line) << i;
    EXPECT_EQ(places[i].end.column, lines.at(spans[i].end).column) << i;
  }
}

std::vector<bool> muted(std::string_view text, Language language = Language::kGeneric) {
  return suppressed(text, language, every("f(x)", text));
}

TEST(Suppress, OnTheLineOrAloneOnTheLineBefore) {
  EXPECT_EQ(muted("f(x)  # nosemgrep\nf(x)\n"), (std::vector<bool>{true, false}));
  EXPECT_EQ(muted("// broch:ignore\nf(x)\nf(x)\n"), (std::vector<bool>{true, false}));
  EXPECT_EQ(muted("g()  # nosemgrep\nf(x)\n"), (std::vector<bool>{false}));
  EXPECT_EQ(muted("-- nosemgrep\nf(x)\n"), (std::vector<bool>{true}));
}

TEST(Suppress, OnlyTheRulesItNames) {
  EXPECT_EQ(muted("f(x)  # nosemgrep: r\nf(x)  # nosemgrep: q\n"), (std::vector<bool>{true, false}));
  EXPECT_EQ(muted("f(x)  # nosemgrep: q, rules.python.r\n"), (std::vector<bool>{true}));
  EXPECT_EQ(muted("f(x)  /* broch:ignore q r */\n"), (std::vector<bool>{true}));
  EXPECT_EQ(muted("f(x)  # nosemgrep: other\n"), (std::vector<bool>{false})) << "`other` only ends in r";
}

TEST(Suppress, OnlyInAComment) {
  EXPECT_EQ(muted("f(x) + nosemgrep\n"), (std::vector<bool>{false}));
  EXPECT_EQ(muted("s = \"# nosemgrep\"; f(x)\n", Language::kPython), (std::vector<bool>{false}));
  EXPECT_EQ(muted("s = \"\"\"\n# nosemgrep\n\"\"\"; f(x)\n", Language::kPython), (std::vector<bool>{false}));
  EXPECT_EQ(muted("s = `// nosemgrep`; f(x)\n", Language::kJavaScript), (std::vector<bool>{false}));
  EXPECT_EQ(muted("s = \"#\"; f(x)  # nosemgrep\n", Language::kPython), (std::vector<bool>{true}));
  EXPECT_EQ(muted("/* nosemgrep */ f(x);\n", Language::kC), (std::vector<bool>{true}));
  EXPECT_EQ(muted("f(x)  # sonosemgrep\n", Language::kPython), (std::vector<bool>{false}));
}

}  // namespace
}  // namespace broch::scan
