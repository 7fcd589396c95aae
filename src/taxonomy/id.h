// Reads the ids of the catalogues in the spellings people use and writes the canonical one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "taxonomy/taxonomy.h"

namespace broch::taxonomy {

/// "cwe 89", "CWE-0089", "Cwe:89" -> "CWE-89"; "t1059/1" is not an id, "t1059/001" is. `loose` also takes ids
/// without the prefix that names their catalogue ("89", "1059.001", "T0051", "LLM1-2025"). Nothing when
/// `text` cannot be an id of `scheme`; the id need not exist.
std::optional<std::string> canonical_id(std::string_view text, Scheme scheme, bool loose);

}  // namespace broch::taxonomy
