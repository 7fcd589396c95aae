// Number literals by value, as the scanned languages write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace broch::scan {

struct Number {
  bool is_integer = true;
  int64_t integer = 0;
  double real = 0;  ///< also set for integers

  bool operator==(const Number& other) const {
    return is_integer && other.is_integer ? integer == other.integer : real == other.real;
  }
};

/// 255, 0xff, 0o377, 0b11, 1_000, 10L, 1.5e3, 2f; nothing for what is no number or does not fit.
std::optional<Number> number(std::string_view text);

}  // namespace broch::scan
