// Values of the expressions that rules compare metavariables with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace broch::scan {

/// What an expression evaluates to. monostate is opaque: not known.
struct Value {
  using List = std::vector<Value>;
  std::variant<std::monostate, bool, int64_t, double, std::string, List> data;

  bool opaque() const { return std::holds_alternative<std::monostate>(data); }
};

/// Reads a number as programs write it: decimal, 0x, 0o, 0b, with `_` and type suffixes; opaque when it is
/// none.
Value number_value(std::string_view text);
/// An integer in `base` (2 to 36), with or without the prefix of that base.
Value integer_value(std::string_view text, int base);

}  // namespace broch::scan
