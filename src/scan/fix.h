// Applies the fixes of findings to a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/finding.h"
#include "scan/scan.h"

namespace broch::scan {

/// `text` in place of `span`.
struct Edit {
  Span span;
  std::string text;
};

/// Whether the whole text parses; any does in a language without a grammar.
bool parses(std::string_view text, Language language);

/// What the fixes of some findings come to. `text` is the file afterwards; `edits` are sorted and do not
/// overlap. `overlapping` counts fixes that were left out because an earlier one changes the same place.
struct FixedText {
  std::string text;
  std::vector<Edit> edits;
  size_t overlapping = 0;
};

/// An error when the text does not parse afterwards, or did not before, so that a fix cannot be checked.
/// Without a fix among the findings, `text` is what it was.
Result<FixedText> apply_fixes(std::string_view text, const std::vector<Finding>& findings, Language language);

/// A unified diff with three lines of context; `edits` are sorted and do not overlap. Empty when nothing
/// changes.
std::string unified_diff(std::string_view path, std::string_view text, const std::vector<Edit>& edits);

}  // namespace broch::scan
