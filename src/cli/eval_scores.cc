#include "cli/eval_scores.h"

#include <fmt/core.h>

#include <set>

#include "cli/eval.h"
#include "eval/compare/set_scores.h"
#include "eval/grade/choice_guess.h"
#include "eval/suite/load.h"

namespace broch::cli {

namespace {

/// The guesses at the questions that the run asked; nothing when its suite is not at hand, or is another one
/// now.
std::vector<eval::Guess> guesses_of(const eval::RunRecord& run,
                                    const std::vector<eval::AttemptRecord>& attempts,
                                    const std::string& name) {
  for (const eval::RunRecord::SuiteRecord& suite : run.suites) {
    if (suite.name != name) continue;
    const std::optional<std::string> dataset =
        suite.dataset.empty() ? std::nullopt : std::optional(suite.dataset);
    Result<eval::Suite> loaded = eval::load_suite(name, dataset, 0, run.seed);
    if (!loaded || loaded->digest != suite.digest) return {};
    std::set<std::string_view> asked;
    for (const eval::AttemptRecord& attempt : attempts) {
      if (attempt.suite == name) asked.insert(attempt.sample);
    }
    std::erase_if(loaded->samples, [&](const eval::Sample& sample) { return !asked.contains(sample.id); });
    return eval::guesses(loaded->samples);
  }
  return {};
}

}  // namespace

std::string set_scores_text(const eval::RunRecord& run, const std::vector<eval::AttemptRecord>& attempts) {
  std::string text;
  for (const eval::SetScore& score : eval::set_scores(run, attempts)) {
    text += fmt::format("\n{}  mean Jaccard {:.3f} ({:.3f} – {:.3f}) over {} questions in {} clusters\n",
                        score.suite, score.jaccard.value, score.jaccard.interval.low,
                        score.jaccard.interval.high, score.jaccard.n, score.jaccard.clusters);
    const std::vector<eval::Guess> guesses = guesses_of(run, attempts, score.suite);
    for (const eval::Guess& guess : guesses) {
      text += fmt::format("  guessing {:<12} correct {} %, Jaccard {:.3f}\n", guess.name,
                          percent(guess.exact), guess.jaccard);
    }
    if (guesses.empty()) text += "  what guessing earns is not known: the questions are not at hand\n";
  }
  return text;
}

json::Array set_scores_json(const eval::RunRecord& run, const std::vector<eval::AttemptRecord>& attempts) {
  json::Array rows;
  for (const eval::SetScore& score : eval::set_scores(run, attempts)) {
    rows.push_back(json::Object{{"suite", score.suite},
                                {"jaccard", score.jaccard.value},
                                {"low", score.jaccard.interval.low},
                                {"high", score.jaccard.interval.high},
                                {"n", score.jaccard.n},
                                {"clusters", score.jaccard.clusters},
                                {"errors", score.errors},
                                {"guesses", eval::to_json(guesses_of(run, attempts, score.suite))}});
  }
  return rows;
}

}  // namespace broch::cli
