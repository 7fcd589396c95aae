// Numbers for the names of items and clusters of runs that are read together: slices, metrics and pairs go
// over the same names many times, and comparing numbers costs no look at the text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "eval/store/store.h"

namespace broch::eval {

/// A run's attempts; items and clusters are parallel to them. Items of the same name have the same number in
/// all runs numbered together, in the order of the names; clusters are numbered in each run for itself, from
/// 0.
struct NumberedRun {
  const std::vector<AttemptRecord>* attempts = nullptr;
  std::vector<uint32_t> items, clusters;
  uint32_t cluster_count = 0;
};

/// What makes items the same: name and content, or the name alone (--allow content).
enum class ItemIdentity { kNameAndContent, kName };

/// Refers to the attempts, which must outlive it.
class NumberedRuns {
 public:
  explicit NumberedRuns(std::span<const std::vector<AttemptRecord>* const> runs,
                        ItemIdentity identity = ItemIdentity::kNameAndContent);

  const NumberedRun& operator[](size_t run) const { return runs_[run]; }
  std::string_view item(uint32_t number) const { return items_[number]; }

 private:
  std::vector<std::string_view> items_;
  std::vector<NumberedRun> runs_;
};

}  // namespace broch::eval
