// Regular expressions in the code under scan that can take exponential time.
#pragma once

#include <string_view>

namespace broch::scan {

/// True when an unbounded repetition stands directly in another one, so that one text can be divided between
/// them in many ways: `(a+)+`, `(a*b?)*`, `(x|xy*)+`. It looks at the expression alone: what follows it, and
/// engines without backtracking, are not considered. Text that is no regular expression is not one that may
/// backtrack.
bool may_backtrack(std::string_view expression);

}  // namespace broch::scan
