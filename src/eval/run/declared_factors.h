// What a user declares of a run that Broch cannot see: the adapter behind a server, how its weights are
// quantised.
#pragma once

#include <string_view>

#include "core/error.h"
#include "core/json.h"

namespace broch::eval {

/// Of `adapter=lora-3,quantisation=q4_k_m`, by name. A name is lower-case letters, digits and `_`, and none
/// of what a run declares by itself.
Result<json::Object> parse_declared_factors(std::string_view text);

}  // namespace broch::eval
