#include "report/markup.h"

#include <fmt/core.h>

#include <cmath>

#include "core/text.h"

namespace broch::report {

namespace {

/// Marks of direction, and what is not seen and may hide text. Joiners stay: scripts and emoji need them.
bool is_hidden(char32_t c) {
  return (c >= 0x80 && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

std::string inert(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const auto [c, length] = decode_utf8(text, at);
    at += length;
    if (c == '\n' || c == '\t') {
      out += static_cast<char>(c);
    } else if (c < 0x20) {
      append_utf8(out, 0x2400 + c);
    } else if (c == 0x7F) {
      append_utf8(out, 0x2421);
    } else if (is_hidden(c)) {
      out += fmt::format("[U+{:04X}]", static_cast<uint32_t>(c));
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : inert(text)) {
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
        out += c;
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

std::string count(int64_t number) {
  std::string out = std::to_string(number);
  const size_t sign = number < 0 ? 1 : 0;
  for (size_t at = out.size(); at > sign + 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

std::string duration(int64_t micros) {
  const double seconds = static_cast<double>(micros) / 1e6;
  if (micros < 1000) return "below 1 ms";
  if (seconds < 1) return fmt::format("{:.0f} ms", seconds * 1000);
  if (seconds < 120) return fmt::format("{:.1f} s", seconds);
  if (seconds < 7200) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace broch::report
