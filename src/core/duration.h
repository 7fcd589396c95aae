// Lengths of time, as configurations and model options write them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace broch {

/// "250ms", "30s", "5m", "2h": a whole number and its unit. Nothing for anything else, or beyond 64 bits.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace broch
