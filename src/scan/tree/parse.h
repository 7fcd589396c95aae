// One tree-sitter parse under a time budget, flattened.
#pragma once

#include <chrono>
#include <optional>

#include "scan/tree/flat_tree.h"

struct TSTree;

namespace broch::scan {

struct Parsed {
  FlatTree tree;
  bool has_error = false;  ///< some part did not parse; what did is in the tree
};

/// Nothing when the budget ended first. The text must outlive the result.
std::optional<Parsed> parse(std::string_view text, const Grammar& grammar, std::chrono::microseconds budget);

/// The root and those of its children that are `kept`, one flag each.
std::vector<Node> flatten_parts(const TSTree* tree, const Grammar& grammar, const std::vector<bool>& kept);

}  // namespace broch::scan
