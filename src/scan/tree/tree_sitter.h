// tree-sitter's parser and tree, owned, and its parse of a text at the price of steps. For sources of this
// folder: the header of tree-sitter is not for others.
#pragma once

#include <tree_sitter/api.h>

#include <memory>
#include <string_view>

#include "scan/work.h"

namespace broch::scan {

template <auto Delete>
struct TreeSitterDelete {
  template <typename T>
  void operator()(T* pointer) const {
    Delete(pointer);
  }
};
using TreeSitterParser = std::unique_ptr<TSParser, TreeSitterDelete<ts_parser_delete>>;
using TreeSitterTree = std::unique_ptr<TSTree, TreeSitterDelete<ts_tree_delete>>;

/// `before`: the edited tree of an earlier text, or none. Nothing when the work ended first.
TreeSitterTree parse_text(TSParser* parser, const TSTree* before, std::string_view text, Work& work);

}  // namespace broch::scan
