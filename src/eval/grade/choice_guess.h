// What guessing without reading earns in multiple choice: the baselines a score is to be held against.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/json.h"
#include "eval/suite/sample.h"

namespace broch::eval {

/// The same answer to every question. `exact` is the share it gets wholly right, `jaccard` the mean
/// similarity to the key, over the questions that have one.
struct Guess {
  std::string name;  ///< "always A", "all options"
  double exact = 0, jaccard = 0;
  int64_t questions = 0;
};

/// Always A, the best single letter where that is another one, and all options of each question. Nothing for
/// samples that are no multiple choice.
std::vector<Guess> guesses(const std::vector<Sample>& samples);
json::Value to_json(const std::vector<Guess>& guesses);

}  // namespace broch::eval
