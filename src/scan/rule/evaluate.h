// Evaluates a formula on one file.
#pragma once

#include <vector>

#include "scan/rule/formula.h"

namespace broch::scan {

/// What is known of the file that is being scanned. `code` is the part of the tree's source that is the
/// user's; regular expressions see only that. Without a tree only formulas of regular expressions can be
/// evaluated.
struct FileContext {
  const FlatTree& tree;
  const Names& names;
  Span code;
  Work& work;
  bool regex_exhausted = false;  ///< set when a limit ended a regular expression
};

/// Ranges in document order, without duplicates.
std::vector<Range> evaluate(const Formula& formula, const MatchOptions& options, FileContext& file);

}  // namespace broch::scan
