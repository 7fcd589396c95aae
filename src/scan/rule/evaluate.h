// Evaluates a formula on one file.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scan/match/text_words.h"
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
  bool flow_shallow = false;          ///< set when taint was not followed into nesting that is too deep
  std::deque<std::string> kept = {};  ///< texts of bindings that stand nowhere in the file
  std::map<GenericOptions::Comments, std::vector<Token>> tokens = {};  ///< of `code`, as rules ask for them
  std::optional<std::vector<Span>> comments = {};  ///< of `code`; found when first asked for
  std::optional<TextWords> words = {};             ///< of the tree's source; found when first asked for
};

/// Ranges in document order, without duplicates.
std::vector<Range> evaluate(const Formula& formula, const MatchOptions& options, FileContext& file);

/// Binds the groups of a match in `text`, which begins at `offset` of the file.
void bind_captures(const std::vector<Capture>& captures, const RegexMatch& match, std::string_view text,
                   size_t offset, Bindings& bindings);

}  // namespace broch::scan
