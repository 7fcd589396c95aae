// One tree-sitter parse at the price of steps, flattened.
#pragma once

#include <optional>

#include "scan/lex/markup.h"
#include "scan/tree/flat_tree.h"
#include "scan/work.h"

struct TSTree;

namespace broch::scan {

struct Parsed {
  FlatTree tree;
  bool has_error = false;  ///< some part did not parse; what did is in the tree
};

/// What of a text is code, and as the grammar can read it, of the same length; nothing where that is the text
/// itself.
std::optional<CodeInMarkup> code_of(std::string_view text, const Grammar& grammar);

/// Nothing when the work ended first. The text must outlive the result; `code` is what code_of() says of it.
std::optional<Parsed> parse(std::string_view text, const Grammar& grammar, Work& work,
                            const std::optional<CodeInMarkup>& code = std::nullopt);

/// The root and those of its children that are `kept`, one flag each.
std::vector<Node> flatten_parts(const TSTree* tree, std::string_view text, const Grammar& grammar,
                                const std::vector<bool>& kept);

}  // namespace broch::scan
