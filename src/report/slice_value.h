// What an attempt's slices say of it.
#pragma once

#include <string>

#include "eval/store/store.h"

namespace broch::report {

/// "" when the attempt has no such slice.
inline std::string slice_value(const eval::AttemptRecord& attempt, const std::string& key) {
  const auto found = attempt.slices.find(key);
  return found == attempt.slices.end() ? "" : found->second;
}

}  // namespace broch::report
