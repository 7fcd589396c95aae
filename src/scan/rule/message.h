// Messages and fixes with metavariables in them.
#pragma once

#include <string>
#include <string_view>

#include "scan/match/bindings.h"
#include "scan/match/pattern.h"

namespace broch::scan {

/// Replaces `$X` in a message or fix by what the variable is bound to, at most `max_bytes` of it each.
std::string interpolate(std::string_view text, const Metavariables& variables, const Bindings& bindings,
                        size_t max_bytes);

}  // namespace broch::scan
