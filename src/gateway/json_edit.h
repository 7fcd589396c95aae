// Edits of JSON text that leave every other byte as it was.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"

namespace broch::gateway {

/// `bytes` (a JSON value) takes the place of `span`.
struct JsonEdit {
  Span span;
  std::string bytes;
};

/// Spans lie in `text` and do not overlap; any order.
std::string apply_edits(std::string_view text, std::vector<JsonEdit> edits);

}  // namespace broch::gateway
