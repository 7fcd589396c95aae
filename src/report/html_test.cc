#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "report/markup.h"
#include "report/report.h"

namespace broch::report {
namespace {

using eval::AttemptRecord;
using eval::Outcome;
using eval::RunRecord;

RunRecord run_of(const std::string& id) {
  RunRecord run;
  run.id = id;
  run.status = "complete";
  run.model = "openai:<b>m</b>";
  run.conditions = json::Object{{"model", run.model}};
  RunRecord::SuiteRecord suite;
  suite.name = "secure-code/instruct";
  suite.version = "1";
  suite.grader = "insecure-code@1";
  suite.validity = "plausible";
  suite.grader_parts = {"rule-pack=aa"};
  run.suites.push_back(suite);
  return run;
}

std::vector<AttemptRecord> attempts_of(int unsafe, int of) {
  std::vector<AttemptRecord> attempts;
  for (int i = 0; i < of; ++i) {
    AttemptRecord attempt;
    attempt.suite = "secure-code/instruct";
    attempt.item = attempt.sample = attempt.cluster = "i" + std::to_string(i);
    attempt.intent = "attack";
    attempt.slices = {{"cwe", "CWE-89"}, {"<i>key</i>", "\"quoted\""}};
    attempt.grade.outcome = i < unsafe ? Outcome::kUnsafe : Outcome::kSafeHelpful;
    attempt.grade.values.emplace_back("insecure", i < unsafe);
    attempt.prompt = "TRANSCRIPT-PROMPT";
    attempt.reply = attempt.original = "TRANSCRIPT-REPLY";
    attempt.grade.why = "TRANSCRIPT-QUOTE";
    attempts.push_back(attempt);
  }
  return attempts;
}

std::string page(RunRecord base, RunRecord next) {
  const auto before = attempts_of(60, 100), after = attempts_of(20, 100);
  return html({{base, eval::metrics(base, before), "bare"}, {next, eval::metrics(next, after), "guarded"}},
              eval::compare(base, before, next, after));
}

/// Tags that are opened and not closed, or the reverse; "" when the page is balanced.
std::string unbalanced(const std::string& text) {
  std::vector<std::string> open;
  for (size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const size_t end = text.find('>', at);
    std::string tag = text.substr(at + 1, end - at - 1);
    if (tag.starts_with("!") || tag.ends_with("/")) continue;
    const bool closing = tag.starts_with("/");
    if (closing) tag.erase(0, 1);
    tag = tag.substr(0, tag.find_first_of(" \n"));
    if (tag == "meta" || tag == "br") continue;
    if (!closing) {
      open.push_back(tag);
    } else if (open.empty() || open.back() != tag) {
      return "/" + tag + " after " + (open.empty() ? "nothing" : open.back());
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

TEST(Html, IsOneBalancedPageWithoutScriptOrResources) {
  const std::string text = page(run_of("a"), run_of("b"));
  EXPECT_EQ(unbalanced(text), "");
  for (const char* foreign :
       {"<script", "http://", "https://", "src=", "@import", "url(", "onclick", "<link"}) {
    EXPECT_EQ(text.find(foreign), std::string::npos) << foreign;
  }
  EXPECT_NE(text.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(text.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_NE(text.find("scope=\"col\""), std::string::npos);
}

TEST(Html, EscapesWhatComesFromDatasets) {
  const std::string text = page(run_of("a"), run_of("b"));
  EXPECT_EQ(text.find("<b>m</b>"), std::string::npos);
  EXPECT_EQ(text.find("<i>key</i>"), std::string::npos);
  EXPECT_NE(text.find("&lt;b&gt;m&lt;/b&gt;"), std::string::npos);
}

TEST(Html, ShowsNoTranscript) {
  EXPECT_EQ(page(run_of("a"), run_of("b")).find("TRANSCRIPT"), std::string::npos);
}

TEST(Html, ShowsRatesIntervalsAndTheVerdict) {
  const std::string text = page(run_of("a"), run_of("b"));
  EXPECT_NE(text.find("60.0 %"), std::string::npos);
  EXPECT_NE(text.find("50.2 to 69.1 %"), std::string::npos);  // Wilson, 60 of 100
  EXPECT_NE(text.find(">improved<"), std::string::npos);
  EXPECT_NE(text.find("−40.0"), std::string::npos);
  EXPECT_NE(text.find("plausible"), std::string::npos);
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
  const std::string text = html({{run, eval::metrics(run, attempts_of(0, 100)), ""}}, std::nullopt);
  EXPECT_NE(text.find("0.0 to 3.7 %"), std::string::npos);
  EXPECT_EQ(unbalanced(text), "");
}

TEST(Html, DrawsTheIntervalOfARate) {
  RunRecord run = run_of("a");
  const std::string text = html({{run, eval::metrics(run, attempts_of(0, 100)), ""}}, std::nullopt);
  // From 0 to Wilson's 3.6993 %, on an axis of 430 that begins at 220.
  EXPECT_TRUE(std::regex_search(text, std::regex("x1=\"220.0\" y1=\"[0-9.]+\" x2=\"235.9\"")));
}

TEST(Html, DrawsNoRateWhereNothingIsDecided) {
  RunRecord run = run_of("a");
  std::vector<AttemptRecord> attempts = attempts_of(0, 60);
  for (AttemptRecord& attempt : attempts) attempt.grade.values[0].second = std::nullopt;
  const std::string text = html({{run, eval::metrics(run, attempts), ""}}, std::nullopt);
  EXPECT_NE(text.find("nothing decided"), std::string::npos);
  EXPECT_EQ(text.find("<rect"), std::string::npos);
}

TEST(Html, TakesARunWithoutAttempts) {
  RunRecord run = run_of("a");
  EXPECT_EQ(unbalanced(html({{run, {}, ""}}, std::nullopt)), "");
}

TEST(Markup, EscapesAndDropsControlCharacters) {
  EXPECT_EQ(escape("<a href='x'>&\"\x01\x1b"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
  EXPECT_EQ(escape("\xff"), "\xef\xbf\xbd");
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
}

}  // namespace
}  // namespace broch::report
