// Attributes of JSX that are named with a reserved word of JavaScript, as in `<a class="x" for="y">`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace broch::scan {

/// The text for a parser that knows no such attribute: each is written with a capital letter. Nothing where
/// there is none.
std::optional<std::string> without_reserved_attributes(std::string_view text);

}  // namespace broch::scan
