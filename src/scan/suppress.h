// Comments by which an author says that a finding is known: `nosemgrep`, `nosemgrep: rule-id`,
// `broch:ignore`, `broch:ignore rule-id, other-id`, on the line of the finding or alone on the line before.
#pragma once

#include <string_view>

#include "core/text.h"

namespace broch::scan {

bool suppressed(const LineIndex& lines, size_t offset, std::string_view rule);

}  // namespace broch::scan
