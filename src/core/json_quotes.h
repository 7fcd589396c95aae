// Where the strings of a JSON text go wrong, for the error: simdjson says that they do, not where.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace broch::json {

/// A string that no JSON string can be.
struct BadString {
  size_t offset;  ///< of the control character, or of the quote that opens the string
  std::string what;
  std::string remedy;
};

/// The first control character in a string, or string that is not closed on its line (a line break stands in
/// no JSON string); nothing when the text has neither. Looks at each byte once.
std::optional<BadString> find_bad_string(std::string_view text);

}  // namespace broch::json
