// The models that judge.
#pragma once

#include <string>
#include <vector>

#include "model/model.h"

namespace broch::eval {

/// One judge decides alone. Of several, more than half of them, or all, must give the same verdict;
/// otherwise there is none.
struct Judges {
  enum class Vote { kMajority, kUnanimous };

  Judges() = default;
  /// None, or one that decides alone.
  Judges(model::Model* one) {
    if (one != nullptr) models.push_back(one);
  }

  std::vector<model::Model*> models;
  Vote vote = Vote::kMajority;

  bool empty() const { return models.empty(); }
  /// As a run record names them: "openai:a + openai:b (unanimous)"; "" for none.
  std::string id() const;
};

}  // namespace broch::eval
