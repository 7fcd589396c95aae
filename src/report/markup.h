// Text that goes into the page: escaped, and numbers as people read them.
#pragma once

#include <string>
#include <string_view>

namespace broch::report {

/// For element content and quoted attribute values. Bytes that are no UTF-8 become U+FFFD, control characters
/// go.
std::string escape(std::string_view text);

/// "12.3 %"; with `points` "+12.3" in percentage points.
std::string percent(double share);
std::string points(double difference);
/// "9.1 to 16.4 %"
std::string percent_range(double low, double high);
/// ".0312", "< .0001"
std::string p_value(double p);

}  // namespace broch::report
