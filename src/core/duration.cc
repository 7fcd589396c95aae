#include "core/duration.h"

#include <charconv>
#include <cstdint>
#include <utility>

namespace broch {

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  static constexpr std::pair<std::string_view, int64_t> kUnits[] = {
      {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};
  int64_t amount = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (problem != std::errc{}) return {};
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  for (const auto& [unit, factor] : kUnits) {
    int64_t product = 0;
    if (text == unit && !__builtin_mul_overflow(amount, factor, &product)) {
      return std::chrono::milliseconds(product);
    }
  }
  return {};
}

}  // namespace broch
