// Regular expressions without what only looks.
#pragma once

#include <string>
#include <string_view>

namespace broch::scan {

/// The expression without its look-arounds and possessive marks, which only ever forbid matches: whatever the
/// original matches in, this matches in too.
std::string without_assertions(std::string_view expression);

}  // namespace broch::scan
