// Comments by which an author says that a finding is known: `nosemgrep`, `nosemgrep: rule-id`,
// `broch:ignore`, `broch:ignore rule-id, other-id`, on the line of the finding or alone on the line before.
//
// Only for code whose author is trusted: a model could write one into its own answer.
#pragma once

#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scan/scan.h"

namespace broch::scan {

/// Which of the findings of a text a comment suppresses, in their order. What a string says is no comment; in
/// a language whose comments are not known, #, //, /*, -- and <!-- begin one wherever they stand.
std::vector<bool> suppressed(std::string_view text, Language language, const std::vector<Finding>& findings);

}  // namespace broch::scan
