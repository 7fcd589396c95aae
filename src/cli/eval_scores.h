// Multiple choice in tables: mean similarity to the key, beside what guessing earns.
#pragma once

#include <string>
#include <vector>

#include "eval/store/store.h"

namespace broch::cli {

/// "" for runs without multiple choice. Guesses are those of the questions asked, where they are at hand as
/// they were.
std::string set_scores_text(const eval::RunRecord& run, const std::vector<eval::AttemptRecord>& attempts);
/// [{"suite","jaccard","low","high","n","clusters","errors","guesses":[…]}]
json::Array set_scores_json(const eval::RunRecord& run, const std::vector<eval::AttemptRecord>& attempts);

}  // namespace broch::cli
