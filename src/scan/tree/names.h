// What the names of one file mean, as far as its own text says: imports under other names, and variables that
// hold one literal string.
//
//   from os import system as run      run(x)      is the canonical  os.system(x)
//   const cp = require("child_process")  cp.exec(x)  is  child_process.exec(x)
#pragma once

#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scan/tree/flat_tree.h"

namespace broch::scan {

/// A dotted name. Longer ones do not resolve.
struct Chain {
  static constexpr size_t kMax = 8;
  std::array<std::string_view, kMax> parts;
  size_t size = 0;

  bool push(std::string_view part);
  bool append(const Chain& other);
};

class Names {
 public:
  /// The tree must outlive this.
  explicit Names(const FlatTree& tree);

  /// The canonical name of an identifier or a member chain whose head is imported; false when it is not.
  bool canonical(uint32_t node, Chain& out) const;
  /// The chain as written; false when `node` is no chain of identifiers.
  bool written(uint32_t node, Chain& out) const;
  /// Modules of `from m import *`.
  const std::vector<Chain>& wildcards() const { return wildcards_; }
  /// The string literal that a variable holds everywhere in the file, or kNoNode.
  uint32_t constant(std::string_view name) const;

 private:
  void collect_imports();
  void collect_python_import(uint32_t node);
  void collect_javascript_import(uint32_t node);
  void collect_require(uint32_t declarator);
  void collect_writes() const;
  /// Members from the last to the first; leaves `node` at the head they belong to.
  bool members(uint32_t& node, Chain& reversed) const;
  bool module_of_require(uint32_t call, Chain& out) const;
  void bind(std::string_view local, const Chain& canonical);

  const FlatTree& tree_;
  std::unordered_map<std::string_view, Chain> imports_;
  std::vector<Chain> wildcards_;
  // How often a name is written, and the literal it was given last; made when first asked for.
  struct Write {
    uint32_t count = 0;
    uint32_t value = kNoNode;
  };
  mutable std::unordered_map<std::string_view, Write> writes_;
  mutable bool writes_known_ = false;
};

}  // namespace broch::scan
