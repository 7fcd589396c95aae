// The literal texts that every match of a regular expression contains.
#pragma once

#include <string_view>

#include "scan/prefilter/requirement.h"

namespace broch::scan {

/// Literals of at least three bytes, whose case does not count, joined by `and` and `or`: a text in which
/// they do not occur has no match. Always true where nothing is known, as of an expression that holds what is
/// not understood here.
Requirement literals_of(std::string_view expression);

}  // namespace broch::scan
