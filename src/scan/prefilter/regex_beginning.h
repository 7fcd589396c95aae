// Regular expressions without the part of their beginning that may be left out.
#pragma once

#include <string>
#include <string_view>

namespace broch::scan {

/// `(?i)(.*\.)?\w*key` is found in the same texts as `(?i)key`: what may be missing at the beginning decides
/// nothing when the place of the match does not matter, and `.*` there makes a search quadratic. Of an
/// expression with references to groups, or one that is not understood here, nothing is taken away.
std::string without_optional_beginning(std::string_view expression);

}  // namespace broch::scan
