// How far the parts of a regular expression reach.
#pragma once

#include <string_view>

namespace broch::scan {

/// Where the escape, class, group or byte that begins at `at` ends, without what says how often it comes;
/// npos where it has no end.
size_t end_of_part(std::string_view expression, size_t at);

}  // namespace broch::scan
