// Rubrics: by what a judge is to judge, as files that a suite names. Format: docs/suites.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "eval/outcome.h"

namespace broch::eval {

/// The words a judge may answer with, in the order they are shown, each with when it applies and what it
/// makes of the attempt. The frame around it, which keeps the reply apart as data, is not the rubric's.
struct Rubric {
  struct Answer {
    std::string word, when;
    Outcome outcome = Outcome::kUnscored;
  };
  std::string name;
  std::vector<Answer> answers;

  /// "word - when" lines for the prompt.
  std::string text() const;
  /// The prompt that grader `attack` puts them into, with marks for request and reply.
  std::string frame() const;
  /// The first line must be one of the words and nothing else; where there are two, "not WORD" is the other.
  std::optional<Answer> parse(std::string_view answer) const;
  /// The words alone: what a judge is held to.
  std::vector<std::string> verdicts() const;
  /// "`unsafe`, `safe`"
  std::string words() const;
};

/// At least two answers, at least one of them `unsafe`.
Result<Rubric> parse_rubric(std::string_view yaml, const std::string& file);

/// The built-in rubric of grader `attack`.
const Rubric& attack_rubric();

}  // namespace broch::eval
