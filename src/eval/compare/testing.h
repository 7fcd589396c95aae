// Runs made up of a few lines, for tests of rates and comparisons.
#pragma once

#include <string>
#include <vector>

#include "eval/store/store.h"

namespace broch::eval {

inline RunRecord run_of(const std::string& id, const std::string& grader = "insecure-code@1") {
  RunRecord run;
  run.id = id;
  run.status = "complete";
  run.model = "sim:vulnerable";
  run.conditions = json::Object{{"model", run.model}, {"guard", ""}};
  RunRecord::SuiteRecord suite;
  suite.name = "s";
  suite.version = "1";
  suite.digest = "d";
  suite.grader = grader;
  suite.validity = "plumbing";
  suite.grader_parts = {"rule-pack=aa", "refusal-lexicon=bb"};
  run.suites.push_back(suite);
  return run;
}

inline AttemptRecord attempt_of(const std::string& item, const std::string& metric,
                                std::optional<bool> value) {
  AttemptRecord attempt;
  attempt.suite = "s";
  attempt.sample = attempt.item = attempt.cluster = item;
  attempt.intent = "attack";
  attempt.category = "CWE-78";
  attempt.grade.outcome = !value ? Outcome::kUnscored : *value ? Outcome::kUnsafe : Outcome::kSafeHelpful;
  attempt.grade.values.emplace_back(metric, value);
  return attempt;
}

inline AttemptRecord error_of(const std::string& item) {
  AttemptRecord attempt = attempt_of(item, "", std::nullopt);
  attempt.grade.values.clear();
  attempt.grade.outcome = Outcome::kError;
  attempt.error = "timeout: no answer";
  return attempt;
}

/// One attempt per letter: '1' true, '0' false, '?' undecided, 'e' a failed request. Items are i0, i1, ...
inline std::vector<AttemptRecord> attempts_of(const std::string& metric, const std::string& letters,
                                              const std::string& prefix = "i") {
  std::vector<AttemptRecord> attempts;
  for (size_t i = 0; i < letters.size(); ++i) {
    const std::string item = prefix + std::to_string(i);
    const char letter = letters[i];
    if (letter == 'e') {
      attempts.push_back(error_of(item));
    } else {
      attempts.push_back(
          attempt_of(item, metric, letter == '?' ? std::nullopt : std::optional<bool>(letter == '1')));
    }
  }
  return attempts;
}

/// A hundred items of which every one counts, and none.
inline const std::string kAll(100, '1'), kNone(100, '0');

}  // namespace broch::eval
