// What clusters cost when only their sizes are known.
#pragma once

#include <cstddef>
#include <vector>

namespace broch::eval {

/// Kish's (1965) 1 + (size - 1) icc, with the size that an item sees on average (Kerry & Bland 2001): by how
/// much fewer independent items the items are worth. 1 without items.
inline double design_effect(const std::vector<size_t>& sizes, double icc) {
  double items = 0, squares = 0;
  for (const size_t size : sizes) {
    items += static_cast<double>(size);
    squares += static_cast<double>(size) * static_cast<double>(size);
  }
  return items > 0 ? 1 + (squares / items - 1) * icc : 1;
}

}  // namespace broch::eval
