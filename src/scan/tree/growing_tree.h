// The tree of a text that grows. tree-sitter parses again from where the text changed; nodes before that are
// shared with the tree before, so that what is added costs what it is, not what the whole is.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scan/tree/flat_tree.h"
#include "scan/work.h"

namespace broch::scan {

class GrowingTree {
 public:
  /// `grammar` must have a language.
  explicit GrowingTree(const Grammar& grammar);
  ~GrowingTree();
  GrowingTree(const GrowingTree&) = delete;
  GrowingTree& operator=(const GrowingTree&) = delete;

  /// Parses `text` in place of the one before. False when the work ended first; the next update parses
  /// anew.
  bool update(std::string text, Work& work);
  const std::string& text() const;

  /// A child of the root.
  struct Part {
    uint16_t kind = 0;  ///< canonical
    Span span;
    bool changed = false;  ///< may differ from before the last update
  };
  const std::vector<Part>& parts() const;
  /// A tree of the root and the parts that are `kept` (one flag each); a view of text().
  FlatTree flatten(const std::vector<bool>& kept) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace broch::scan
