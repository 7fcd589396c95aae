// Clusters that several runs name, each in its own way: what one of them holds together is together.
#pragma once

#include <cstdint>
#include <vector>

#include "eval/suite/forest.h"

namespace broch::eval {

/// A handle stands for a cluster of one side until all are known; then of() numbers what they joined to.
class ClusterJoin {
 public:
  size_t handle(size_t side, uint32_t cluster) {
    if (side >= sides_.size()) sides_.resize(side + 1);
    std::vector<size_t>& handles = sides_[side];
    if (cluster >= handles.size()) handles.resize(cluster + 1, kNone);
    if (handles[cluster] == kNone) handles[cluster] = forest_.add();
    return handles[cluster];
  }
  void join(size_t a, size_t b) { forest_.join(a, b); }
  int64_t of(size_t handle) {
    const size_t root = forest_.root(handle);
    if (root >= ids_.size()) ids_.resize(root + 1, kNone);
    if (ids_[root] == kNone) ids_[root] = count_++;
    return static_cast<int64_t>(ids_[root]);
  }
  int64_t count() const { return static_cast<int64_t>(count_); }

 private:
  static constexpr size_t kNone = SIZE_MAX;

  std::vector<std::vector<size_t>> sides_;
  Forest forest_{0};
  std::vector<size_t> ids_;
  size_t count_ = 0;
};

}  // namespace broch::eval
