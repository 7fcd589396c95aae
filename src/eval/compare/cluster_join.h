// Clusters that several runs name, each in its own way: what one of them holds together is together.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "eval/suite/forest.h"

namespace broch::eval {

/// A handle stands for a cluster of one side until all are known; then of() numbers what they joined to.
class ClusterJoin {
 public:
  size_t handle(size_t side, const std::string& name) {
    if (side >= sides_.size()) sides_.resize(side + 1);
    const auto [at, added] = sides_[side].emplace(name, 0);
    if (added) at->second = forest_.add();
    return at->second;
  }
  void join(size_t a, size_t b) { forest_.join(a, b); }
  int64_t of(size_t handle) {
    return ids_.emplace(forest_.root(handle), static_cast<int64_t>(ids_.size())).first->second;
  }
  int64_t count() const { return static_cast<int64_t>(ids_.size()); }

 private:
  std::vector<std::unordered_map<std::string, size_t>> sides_;
  Forest forest_{0};
  std::unordered_map<size_t, int64_t> ids_;
};

}  // namespace broch::eval
