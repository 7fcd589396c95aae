#include "scan/tree/number.h"

#include <cctype>
#include <charconv>
#include <string>

namespace broch::scan {

std::optional<Number> number(std::string_view text) {
  constexpr size_t kMaxDigits = 100;
  if (text.size() > kMaxDigits) return std::nullopt;
  std::string digits;
  for (const char c : text) {
    if (c != '_' && c != '\'') digits += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  const bool negative = digits.starts_with('-');
  if (negative) digits.erase(0, 1);
  int base = 10;
  size_t start = 0;
  if (digits.size() > 1 && digits[0] == '0') {
    const char mark = digits[1];
    base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
    if (base != 10) {
      start = 2;
    } else if (std::isdigit(static_cast<unsigned char>(mark)) != 0 &&
               digits.find_first_not_of("01234567ul") == std::string::npos) {
      base = 8;  // 0755
      start = 1;
    }
  }
  const char* const first = digits.data() + start;
  const char* const end = digits.data() + digits.size();
  const auto suffix_only = [end](const char* at, std::string_view letters) {
    for (; at != end; ++at) {
      if (letters.find(*at) == std::string_view::npos) return false;
    }
    return true;
  };
  Number out;
  const auto [stop, error] = std::from_chars(first, end, out.integer, base);
  if (error == std::errc() && suffix_only(stop, "ulnijsze0123456789") &&
      (stop == end || std::isalpha(static_cast<unsigned char>(*stop)) != 0) &&
      !(base == 10 && *stop == 'e')) {
    if (negative) out.integer = -out.integer;
    out.real = static_cast<double>(out.integer);
    return out;
  }
  if (base != 10) return std::nullopt;
  const auto [real_stop, real_error] = std::from_chars(digits.data(), end, out.real);
  if (real_error != std::errc() || !suffix_only(real_stop, "fdlmjn0123456789")) return std::nullopt;
  if (negative) out.real = -out.real;
  out.is_integer = false;
  return out;
}

}  // namespace broch::scan
