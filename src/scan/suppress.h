// Comments by which an author says that a finding is known: `nosemgrep`, `nosemgrep: rule-id`,
// `broch:ignore`, `broch:ignore rule-id, other-id`, on the line of the finding or alone on the line before.
//
// Only for code whose author is trusted: a model could write one into its own answer.
#pragma once

#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/text.h"

namespace broch::scan {

bool suppressed(const LineIndex& lines, size_t offset, std::string_view rule);

/// Which of the findings of a text a comment suppresses, in their order.
std::vector<bool> suppressed(std::string_view text, const std::vector<Finding>& findings);

}  // namespace broch::scan
