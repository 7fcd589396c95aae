// Text that goes into the page: escaped, and numbers as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace broch::report {

/// What a text holds, without what it may do to those around it: bytes that are no UTF-8 become U+FFFD;
/// control characters but line feed and tab become their pictures; what turns the direction of writing or
/// cannot be seen is named, "[U+202E]".
std::string inert(std::string_view text);
/// inert() for element content and quoted attribute values.
std::string escape(std::string_view text);

/// "12.3 %"; with `points` "+12.3" in percentage points.
std::string percent(double share);
std::string points(double difference);
/// "9.1 to 16.4 %"
std::string percent_range(double low, double high);
/// ".0312", "< .0001"
std::string p_value(double p);
/// "12,345"
std::string count(int64_t number);
/// "below 1 ms", "12 ms", "3.4 s", "12 min", "5.2 h"
std::string duration(int64_t micros);

}  // namespace broch::report
