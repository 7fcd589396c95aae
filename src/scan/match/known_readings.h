// Which ways of parsing a pattern give its readings. A pattern is parsed in every context of its language;
// most of that fails, and failing is what costs, since the parser looks for ways to go on. What one process
// has found out the next need not try.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scan/scan.h"

namespace broch::scan {

/// Any thread.
class KnownReadings {
 public:
  /// Numbers of the ways that gave a reading, in the order in which compile_pattern() tries them.
  using Ways = std::vector<uint32_t>;

  /// Nothing when the pattern is not known.
  std::optional<Ways> find(Language language, std::string_view pattern) const;
  void note(Language language, std::string_view pattern, const Ways& ways);
  size_t size() const;

  /// For each pattern the key, two numbers (scan/number_bytes.h), the count of its ways and the ways.
  std::string to_bytes() const;
  /// Adds what to_bytes() wrote; false, and nothing added, where that is cut.
  bool add(std::string_view bytes);

 private:
  mutable std::mutex mutex_;
  std::unordered_map<uint64_t, Ways> ways_;
};

}  // namespace broch::scan
