// In what the conditions of two runs differ.
#pragma once

#include <string>
#include <vector>

#include "core/json.h"
#include "eval/store/store.h"

namespace broch::eval {

/// A declared factor with its level in both runs: model, guard, mode, sampling, ...; what the server named
/// itself (`fingerprint`) where it is not told by the model alone.
struct Factor {
  std::string name;
  json::Value base, next;
};

/// What servers named themselves in answers, sorted.
std::vector<std::string> fingerprints(const std::vector<AttemptRecord>& attempts);

/// In order: model, guard, what the runs declare, fingerprint, seed, program.
std::vector<Factor> differing_factors(const RunRecord& base,
                                      const std::vector<std::string>& base_fingerprints,
                                      const RunRecord& next,
                                      const std::vector<std::string>& next_fingerprints);

/// "model (a, then b)" with long values cut.
std::string text_of(const Factor& factor);

}  // namespace broch::eval
