// What the slices of a sample, or of an attempt at it, say.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace broch::eval {

/// Empty where there is no such slice.
inline const std::string& slice_value(const std::map<std::string, std::string>& slices,
                                      std::string_view key) {
  static const std::string none;
  const auto found = slices.find(std::string(key));
  return found == slices.end() ? none : found->second;
}

}  // namespace broch::eval
