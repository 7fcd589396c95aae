// Disjoint sets of positions (union-find with path halving): which of many things belong together.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace broch::eval {

class Forest {
 public:
  explicit Forest(size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), size_t{0}); }

  /// A set of its own for one thing more; its position.
  size_t add() {
    parent_.push_back(parent_.size());
    return parent_.size() - 1;
  }
  /// The smallest position of a set stands for it.
  size_t root(size_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(size_t a, size_t b) {
    a = root(a), b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<size_t> parent_;
};

}  // namespace broch::eval
