// Runs made up of a few lines, for tests of the report.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "report/report.h"

namespace broch::report {

inline eval::RunRecord run_of(const std::string& id, const std::string& suite_name = "secure-code/instruct",
                              const std::string& grader = "insecure-code@1") {
  eval::RunRecord run;
  run.id = id;
  run.status = "complete";
  run.model = "openai:<b>m</b>";
  run.conditions = json::Object{{"model", run.model}};
  eval::RunRecord::SuiteRecord suite;
  suite.name = suite_name;
  suite.version = "1";
  suite.grader = grader;
  suite.validity = "plausible";
  suite.grader_parts = {"rule-pack=aa"};
  run.suites.push_back(suite);
  return run;
}

/// An attempt at an item of its own, with texts that name it.
inline eval::AttemptRecord attempt_of(const std::string& item, eval::Outcome outcome) {
  eval::AttemptRecord attempt;
  attempt.suite = "secure-code/instruct";
  attempt.item = attempt.sample = attempt.cluster = item;
  attempt.intent = "attack";
  attempt.category = "CWE-89";
  attempt.slices = {{"cwe", "CWE-89"}, {"language", "python"}};
  attempt.grader = "insecure-code@1";
  attempt.grade.outcome = outcome;
  attempt.prompt = "PROMPT-" + item;
  attempt.reply = "REPLY-" + item;
  attempt.original = "ORIGINAL-" + item;
  if (outcome == eval::Outcome::kError) {
    attempt.error = "timeout: no answer in 30 s";
    attempt.reply.clear();
  } else {
    attempt.grade.values = {
        {"insecure", outcome == eval::Outcome::kUnscored ? std::nullopt
                                                         : std::optional(outcome == eval::Outcome::kUnsafe)},
        {"refused", outcome == eval::Outcome::kRefused}};
  }
  return attempt;
}

inline std::vector<eval::AttemptRecord> attempts_of(int unsafe, int of) {
  std::vector<eval::AttemptRecord> attempts;
  for (int i = 0; i < of; ++i) {
    attempts.push_back(attempt_of("i" + std::to_string(i),
                                  i < unsafe ? eval::Outcome::kUnsafe : eval::Outcome::kSafeHelpful));
    attempts.back().slices.emplace("<i>key</i>", "\"quoted\"");
  }
  return attempts;
}

inline Page page_of_one(const eval::RunRecord& run, const std::vector<eval::AttemptRecord>& attempts,
                        const PageOptions& options = {}) {
  Result<Page> page = page_of({{run, attempts, ""}}, std::nullopt, options);
  EXPECT_TRUE(page.has_value());
  return page ? *page : Page{};
}

/// Both runs with their comparison.
inline Page page_of_two(const eval::RunRecord& base, const std::vector<eval::AttemptRecord>& before,
                        const eval::RunRecord& next, const std::vector<eval::AttemptRecord>& after,
                        const PageOptions& options = {}) {
  Result<Page> page = page_of({{base, before, "bare"}, {next, after, "guarded"}},
                              eval::compare(base, before, next, after), options);
  EXPECT_TRUE(page.has_value());
  return page ? *page : Page{};
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Tags that are opened and not closed, or the reverse; "" when the page is balanced.
inline std::string unbalanced(const std::string& text) {
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

}  // namespace broch::report
