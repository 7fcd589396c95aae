#include <gtest/gtest.h>

#include <regex>

#include "report/markup.h"
#include "report/testing.h"

namespace broch::report {
namespace {

using eval::AttemptRecord;
using eval::RunRecord;

std::string page(const RunRecord& base, const RunRecord& next) {
  return html(page_of_two(base, attempts_of(60, 100), next, attempts_of(20, 100)));
}

TEST(Html, IsOneBalancedPageWithoutScriptOrResources) {
  const std::string text = page(run_of("a"), run_of("b"));
  EXPECT_EQ(unbalanced(text), "");
  for (const char* foreign :
       {"<script", "http://", "https://", "src=", "@import", "url(", "onclick", "<link", "<img", "<form"}) {
    EXPECT_FALSE(has(text, foreign)) << foreign;
  }
  EXPECT_NE(text.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(text.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_NE(text.find("scope=\"col\""), std::string::npos);
}

TEST(Html, WhatIsCoveredHasAGreyThatNoRateHas) {
  const std::string seen = html(page_of_one(run_of("a"), attempts_of(3, 39))),
                    never = html(page_of_one(run_of("a"), attempts_of(0, 39))),
                    rate = html(page_of_one(run_of("a"), attempts_of(3, 40)));
  EXPECT_TRUE(has(seen, "<td class=\"num covered seen\">3 of 39<br>"));
  EXPECT_TRUE(has(never, "<td class=\"num covered\">0 of 39<br>"));
  EXPECT_FALSE(has(seen, "class=\"num heat "));
  EXPECT_TRUE(has(rate, "<td class=\"num heat h1\">7.5 %<br>"));
  EXPECT_FALSE(has(rate, "class=\"num covered"));
}

TEST(Html, EscapesWhatComesFromDatasets) {
  const std::string text = page(run_of("a"), run_of("b"));
  EXPECT_EQ(text.find("<b>m</b>"), std::string::npos);
  EXPECT_EQ(text.find("<i>key</i>"), std::string::npos);
  EXPECT_NE(text.find("&lt;b&gt;m&lt;/b&gt;"), std::string::npos);
}

TEST(Html, ShowsRatesIntervalsAndTheVerdict) {
  const std::string text = page(run_of("a"), run_of("b"));
  EXPECT_NE(text.find("60.0 %"), std::string::npos);
  EXPECT_NE(text.find("50.2 to 69.1 %"), std::string::npos);  // Wilson, 60 of 100
  EXPECT_NE(text.find(">improved<"), std::string::npos);
  EXPECT_NE(text.find("−40.0"), std::string::npos);
  EXPECT_NE(text.find("plausible"), std::string::npos);
}

TEST(Html, MarksWhatAJudgeSays) {
  RunRecord base = run_of("a"), next = run_of("b");
  auto attempts = attempts_of(60, 100);
  for (AttemptRecord& attempt : attempts) attempt.grade.values[0].first = "complied";
  const std::string mark = "\">judge-says</span>";
  EXPECT_FALSE(has(html(page_of_two(base, attempts, next, attempts)), mark));
  for (RunRecord* run : {&base, &next}) run->suites[0].grader_parts = {"judge=sim:judge"};
  EXPECT_TRUE(has(html(page_of_two(base, attempts, next, attempts)), mark));
}

TEST(Html, SaysSimulatedAndSelfGradedOnlyWhereTheyAre) {
  const std::string plain = page(run_of("a"), run_of("b"));
  EXPECT_EQ(plain.find("<strong>Simulated.</strong>"), std::string::npos);
  EXPECT_EQ(plain.find("grader-is-guard"), std::string::npos);
  RunRecord next = run_of("b");
  next.simulated = true;
  next.guard_parts = {"rule-pack=aa"};
  const std::string marked = page(run_of("a"), next);
  EXPECT_NE(marked.find("<strong>Simulated.</strong>"), std::string::npos);
  EXPECT_NE(marked.find("grader-is-guard"), std::string::npos);
  EXPECT_NE(marked.find("class=\"bar-next hatch\""), std::string::npos);
  EXPECT_EQ(plain.find("class=\"bar-next hatch\""), std::string::npos);
  EXPECT_EQ(marked.find(">improved<"), std::string::npos);
}

TEST(Html, NeverShowsZeroWithoutItsUpperLimit) {
  RunRecord run = run_of("a");
  const std::string text = html(page_of_one(run, attempts_of(0, 100)));
  EXPECT_NE(text.find("0.0 to 3.7 %"), std::string::npos);
  EXPECT_EQ(unbalanced(text), "");
}

TEST(Html, DrawsTheIntervalOfARate) {
  RunRecord run = run_of("a");
  const std::string text = html(page_of_one(run, attempts_of(0, 100)));
  // From 0 to Wilson's 3.6993 %, on an axis of 430 that begins at 220.
  EXPECT_TRUE(std::regex_search(text, std::regex("x1=\"220.0\" y1=\"[0-9.]+\" x2=\"235.9\"")));
}

TEST(Html, DrawsNoRateWhereNothingIsDecided) {
  RunRecord run = run_of("a");
  std::vector<AttemptRecord> attempts = attempts_of(0, 60);
  for (AttemptRecord& attempt : attempts) attempt.grade.values = {{"insecure", std::nullopt}};
  const std::string text = html(page_of_one(run, attempts));
  EXPECT_TRUE(has(text, "nothing decided"));
  EXPECT_FALSE(has(text, "class=\"bar-base\""));
}

TEST(Html, TakesARunWithoutAttempts) {
  RunRecord run = run_of("a");
  EXPECT_EQ(unbalanced(html(page_of_one(run, {}))), "");
}

TEST(Markup, EscapesAndShowsControlCharactersAsPictures) {
  EXPECT_EQ(escape("<a href='x'>&\"\x01\x1b"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;␁␛");
  EXPECT_EQ(escape("\xff"), "\xef\xbf\xbd");
}

TEST(Markup, NamesWhatTurnsOrHidesText) {
  EXPECT_EQ(inert("a\u202Eb\u2066c\u200Bd"), "a[U+202E]b[U+2066]c[U+200B]d");
  EXPECT_EQ(inert("\U000E0041"), "[U+E0041]");  // a tag character
  EXPECT_EQ(inert("\xC2\x9B"
                  "31m"),
            "[U+009B]31m");  // begins a sequence as ESC [ does
  EXPECT_EQ(inert(std::string_view("\0\x7f\n\t", 4)), "␀␡\n\t");
  EXPECT_EQ(inert("\u05E9\u200D\u00E9"), "\u05E9\u200D\u00E9");  // letters of any script, and joiners, stay
}

TEST(Markup, WritesNumbersForPeople) {
  EXPECT_EQ(percent(.1234), "12.3 %");
  EXPECT_EQ(points(-.09), "−9.0");
  EXPECT_EQ(points(.0001), "0.0");
  EXPECT_EQ(points(-.0001), "0.0");
  EXPECT_EQ(points(.051), "+5.1");
  EXPECT_EQ(p_value(.00001), "< .0001");
  EXPECT_EQ(p_value(.0352), ".0352");
  EXPECT_EQ(p_value(1), "1");
  EXPECT_EQ(count(0), "0");
  EXPECT_EQ(count(999), "999");
  EXPECT_EQ(count(-1234567), "-1,234,567");
  EXPECT_EQ(duration(999), "below 1 ms");
  EXPECT_EQ(duration(1500), "2 ms");
  EXPECT_EQ(duration(90'000'000), "90.0 s");
  EXPECT_EQ(duration(180'000'000), "3 min");
  EXPECT_EQ(duration(9'000'000'000), "2.5 h");
}

}  // namespace
}  // namespace broch::report
