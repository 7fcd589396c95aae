// What the names of one file mean, as far as its own text says: imports under other names, definitions,
// constants.
//
//   from os import system as run      run(x)      is the canonical  os.system(x)
//   const cp = require("child_process")  cp.exec(x)  is  child_process.exec(x)
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scan/flow/constants.h"
#include "scan/tree/scopes.h"

namespace broch::scan {

class Types;

/// A dotted name. Longer ones do not resolve.
struct Chain {
  static constexpr size_t kMax = 8;
  std::array<std::string_view, kMax> parts;
  size_t size = 0;

  bool push(std::string_view part);
  bool append(const Chain& other);
};

/// The dotted name in `text`, cut at `separator`s; empty parts are left out.
Chain dotted(std::string_view text, std::string_view separator = ".");

/// What a file imports: filled by its language (LanguageSpec::collect_imports).
class Imports {
 public:
  /// `whole`: what the statement names, where that is more than what it binds: `import a.b` binds a.
  /// `open`: it stands for what lies below, too.
  struct Entry {
    std::string_view local;
    Chain canonical;
    Chain whole;
    bool open = false;
  };

  /// `local` is the name of `canonical` in this file. An empty chain is nothing.
  void bind(std::string_view local, const Chain& canonical);
  /// A module by its whole name, of which `head` is visible.
  void bind_module(const Chain& head, const Chain& whole);
  /// All names of `module` are visible.
  void add_wildcard(const Chain& module) { wildcards_.push_back(module); }

  const Chain* find(std::string_view local) const;
  const std::vector<Chain>& wildcards() const { return wildcards_; }
  /// In the order of the file.
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::unordered_map<std::string_view, Chain> names_;
  std::vector<Entry> entries_;
  std::vector<Chain> wildcards_;
};

class Names {
 public:
  /// The tree must outlive this.
  explicit Names(const FlatTree& tree);
  ~Names();

  /// The canonical name of an identifier or a member chain whose head is imported; false when it is not.
  bool canonical(uint32_t node, Chain& out) const;
  /// The same for a node that is asked of again and again; null when it has none.
  const Chain* canonical(uint32_t node) const;
  /// The chain as written; false when `node` is no chain of identifiers.
  bool written(uint32_t node, Chain& out) const;
  /// Modules of `from m import *`.
  const std::vector<Chain>& wildcards() const { return imports_.wildcards(); }
  /// What a declarator loads, as `const { f } = require("m")` does; gives the names that it binds.
  std::vector<uint32_t> read_loaded_module(uint32_t declarator, Imports& out) const;
  const FlatTree& tree() const { return tree_; }
  /// Made when first asked for.
  const Scopes& scopes() const;
  const Constants& constants() const;
  const Types& types() const;

 private:
  void collect_imports();
  void collect_loaded_module(uint32_t declarator);
  /// A definition hides the import of the same name.
  bool shadowed(uint32_t name) const;
  /// Members from the last to the first; leaves `node` at the head they belong to.
  bool members(uint32_t& node, Chain& reversed) const;
  bool module_of_call(uint32_t node, Chain& out) const;

  const FlatTree& tree_;
  Imports imports_;
  std::unordered_set<uint32_t> loaded_;  ///< names that a declarator binds to a module
  mutable std::vector<uint32_t> known_;  ///< by node: 0 when not known, its chain from 1, or none
  mutable std::deque<Chain> chains_;
  mutable std::unique_ptr<const Scopes> scopes_;
  mutable std::unique_ptr<const Constants> constants_;
  mutable std::unique_ptr<const Types> types_;
};

}  // namespace broch::scan
