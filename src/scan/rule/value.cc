#include "scan/rule/value.h"

#include <cctype>
#include <charconv>

#include "core/text.h"

namespace broch::scan {

Value integer_value(std::string_view text, int base) {
  text = trim(text);
  std::string digits;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto prefixed = [&](char mark) {
    return text.size() > 2 && text[0] == '0' && (text[1] | 0x20) == mark;
  };
  if ((base == 16 && prefixed('x')) || (base == 8 && prefixed('o')) || (base == 2 && prefixed('b'))) {
    text.remove_prefix(2);
  }
  for (const char c : text) {
    if (c != '_') digits += c;
  }
  uint64_t magnitude = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
  if (error != std::errc() || digits.empty() || end != digits.data() + digits.size()) return {};
  if (magnitude > static_cast<uint64_t>(INT64_MAX)) return {};
  const auto value = static_cast<int64_t>(magnitude);
  return {negative ? -value : value};
}

Value number_value(std::string_view text) {
  text = trim(text);
  const std::string_view unsigned_text = text.starts_with('-') ? text.substr(1) : text;
  if (unsigned_text.empty() ||
      (!std::isdigit(static_cast<unsigned char>(unsigned_text[0])) && unsigned_text[0] != '.')) {
    return {};
  }
  int base = 10;
  if (unsigned_text.size() > 1 && unsigned_text[0] == '0') {
    const char mark = static_cast<char>(unsigned_text[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
  }
  // Suffixes of type: 10L, 10ul, 1.5f, 10n. `f` and `b` are digits of hexadecimal.
  std::string_view body = text;
  const std::string_view suffixes = base == 16 ? "uUlLn" : "uUlLnfFdDmM";
  while (body.size() > 1 && suffixes.find(body.back()) != std::string_view::npos) body.remove_suffix(1);
  if (const Value value = integer_value(body, base); !value.opaque() || base != 10) return value;
  std::string digits;
  for (const char c : body) {
    if (c != '_') digits += c;
  }
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return {};
  return {number};
}

}  // namespace broch::scan
