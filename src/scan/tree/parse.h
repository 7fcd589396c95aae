// One tree-sitter parse under a time budget, flattened.
#pragma once

#include <optional>

#include "core/thread_clock.h"
#include "scan/tree/flat_tree.h"

struct TSTree;

namespace broch::scan {

struct Parsed {
  FlatTree tree;
  bool has_error = false;  ///< some part did not parse; what did is in the tree
};

/// Nothing when the budget, of processor time, ended first. The text must outlive the result.
std::optional<Parsed> parse(std::string_view text, const Grammar& grammar, ThreadClock::duration budget);

/// The root and those of its children that are `kept`, one flag each.
std::vector<Node> flatten_parts(const TSTree* tree, const Grammar& grammar, const std::vector<bool>& kept);

}  // namespace broch::scan
