// Texts from runs are foreign: whatever they hold, the report stays itself, and stays small.
#include <gtest/gtest.h>

#include "report/testing.h"

namespace broch::report {
namespace {

using eval::AttemptRecord;
using eval::Outcome;

/// An attempt with the text in every place that comes from a dataset, a model or a grader.
AttemptRecord holding(const std::string& text) {
  AttemptRecord attempt = attempt_of("i", Outcome::kSafeHelpful);
  attempt.item = attempt.sample = attempt.cluster = attempt.category = attempt.intent = text;
  attempt.prompt = attempt.reply = attempt.grade.why = attempt.error = text;
  attempt.grade.cwe = {text};
  attempt.slices = {{"cwe", text}, {"language", text}, {"technique", text}, {text, text}};
  return attempt;
}

Page page_holding(const std::string& text) {
  eval::RunRecord run = run_of(text);
  run.model = run.guard = run.judge = run.status = run.created = run.program = text;
  AttemptRecord failed = holding(text);
  failed.item = failed.sample = "e";
  failed.grade = {};
  failed.grade.outcome = Outcome::kError;
  AttemptRecord open = holding(text);
  open.item = open.sample = "u";
  open.grade.outcome = Outcome::kUnscored;
  return page_of_one(run, {holding(text), failed, open});
}

TEST(Hostile, MarkupStaysText) {
  const std::string text =
      "</script><script>alert(1)</script></pre></details></style><img src=x onerror=alert(1)>\"'";
  const std::string report = html(page_holding(text));
  EXPECT_EQ(unbalanced(report), "");
  EXPECT_FALSE(has(report, "<script"));
  EXPECT_FALSE(has(report, "</script"));
  EXPECT_FALSE(has(report, "<img"));
  EXPECT_TRUE(has(report, "&lt;/script&gt;&lt;script&gt;"));
}

TEST(Hostile, NothingReachesTheTerminalButTextAndLineFeeds) {
  const std::string report =
      text(page_holding(std::string("a\0b\x1b[2J\x1b]0;t\x07\r\b\x7f\xff\xC2\x9B"
                                    "31m\u202Ec\u2066d",
                                    30)));
  for (const char c : report) {
    const auto byte = static_cast<unsigned char>(c);
    ASSERT_TRUE(byte >= 0x20 || c == '\n') << int{byte};
    ASSERT_NE(byte, 0x7f);
  }
  EXPECT_FALSE(has(report, "\xC2\x9B"));
  EXPECT_FALSE(has(report, "\u202E"));
  EXPECT_TRUE(has(report, "a␀b␛[2J"));
}

TEST(Hostile, ThePageHoldsNoControlAndNoMarkOfDirection) {
  for (const std::string& report : {html(page_holding(std::string("\0\x1b\u202E\u2069\u200Fx", 12))),
                                    markdown(page_holding(std::string("\0\x1b\u202E\u2069\u200Fx", 12)))}) {
    EXPECT_EQ(report.find('\0'), std::string::npos);
    EXPECT_EQ(report.find('\x1b'), std::string::npos);
    for (const char* mark : {"\u202E", "\u2069", "\u200F"}) EXPECT_FALSE(has(report, mark));
    EXPECT_TRUE(has(report, "[U+202E]"));
  }
}

TEST(Hostile, MarkdownLeavesNoFenceNoTableAndCallsNobody) {
  const std::string text = "````\n# head\n| a | b |\n@someone https://x.example/ <b>bold</b> ![i](u)";
  const std::string report = markdown(page_holding(text));
  // In fences, longer than any run of ticks inside, the text stands as it is; elsewhere it is escaped or a
  // span.
  EXPECT_TRUE(has(report, "`````text\n````\n# head"));
  bool fenced = false;
  for (size_t at = 0; at < report.size();) {
    const size_t end = std::min(report.find('\n', at), report.size());
    const std::string line = report.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("`````")) fenced = !fenced;
    if (fenced) continue;
    EXPECT_FALSE(line.starts_with("# head")) << line;
    EXPECT_FALSE(line.starts_with("| a | b")) << line;
  }
  EXPECT_FALSE(fenced);
}

TEST(Hostile, LinesOfAMegabyteAreBounded) {
  const std::string line(1 << 20, 'x');
  const Page page = page_holding(line);
  EXPECT_LT(html(page).size(), 200'000u);
  EXPECT_LT(markdown(page).size(), 100'000u);
  EXPECT_LT(text(page).size(), 150'000u);
}

TEST(Hostile, ManySlicesAreBoundedAndTheRestCounted) {
  std::vector<AttemptRecord> attempts;
  for (int i = 0; i < 1000; ++i) {
    attempts.push_back(attempt_of("i" + std::to_string(i), Outcome::kSafeHelpful));
    attempts.back().slices = {{"cwe", "CWE-" + std::to_string(i)}, {"language", "l" + std::to_string(i)}};
  }
  const std::string report = html(page_of_one(run_of("a"), attempts));
  // 1,000 weaknesses, 1,000 languages, one category that all share.
  EXPECT_TRUE(has(report, "1701 more slices are left out"));
  EXPECT_TRUE(has(report, "1828 rows and columns are left out"));  // 1000 - 160 and 1000 - 12
  EXPECT_LT(report.size(), 2'000'000u);
}

}  // namespace
}  // namespace broch::report
