#include "report/markup.h"

#include <fmt/core.h>

#include <cmath>

#include "core/text.h"

namespace broch::report {

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : sanitize_utf8(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

namespace {

/// Without a sign on what rounds to nothing.
double rounded(double share) {
  const double value = std::round(share * 1000) / 10;
  return value == 0 ? 0 : value;
}

}  // namespace

std::string percent(double share) { return fmt::format("{:.1f} %", rounded(share)); }

std::string points(double difference) {
  const double value = rounded(difference);
  return value < 0 ? fmt::format("−{:.1f}", -value) : fmt::format("{}{:.1f}", value > 0 ? "+" : "", value);
}

std::string percent_range(double low, double high) {
  return fmt::format("{:.1f} to {:.1f} %", rounded(low), rounded(high));
}

std::string p_value(double p) {
  if (p < 0.0001) return "< .0001";
  if (p >= 0.99995) return "1";
  return fmt::format("{:.4f}", p).substr(1);
}

}  // namespace broch::report
