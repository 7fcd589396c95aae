// A syntax tree as one array in document order.
//
// Walking a tree-sitter cursor costs 40-60 ns a step and every rule would walk it again; the array is built
// once and then read at less than a nanosecond per node. Comments, punctuation, parentheses and ERROR nodes
// are left out on the way (children of the last two count as children of their parent), so that matching need
// not know them.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scan/lang/grammar.h"

namespace broch::scan {

constexpr uint32_t kNoNode = ~uint32_t{0};

/// `begin`, `end`: bytes of the parsed text. `next`: index after the last node of the subtree, so that the
/// first child of n is n+1 if that is below next, and the sibling of a child c is nodes[c].next. `kind` is
/// canonical.
struct Node {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t parent = kNoNode;
  uint32_t next = 0;
  uint16_t kind = 0;
  uint16_t field = 0;
};

class FlatTree {
 public:
  FlatTree() = default;
  /// Keeps a view: the text must outlive the tree.
  FlatTree(std::string_view text, const Grammar& grammar, std::vector<Node> nodes);

  std::string_view source() const { return source_; }
  const Grammar& grammar() const { return *grammar_; }
  uint32_t size() const { return static_cast<uint32_t>(nodes_.size()); }
  const Node& operator[](uint32_t node) const { return nodes_[node]; }
  Role role(uint32_t node) const { return grammar_->role(nodes_[node].kind); }
  FieldRole field_role(uint32_t node) const { return grammar_->field_role(nodes_[node].field); }
  std::string_view text(uint32_t node) const {
    return source_.substr(nodes_[node].begin, nodes_[node].end - nodes_[node].begin);
  }
  Span span(uint32_t node) const { return {nodes_[node].begin, nodes_[node].end}; }
  bool is_leaf(uint32_t node) const { return nodes_[node].next == node + 1; }

  uint32_t first_child(uint32_t node) const { return is_leaf(node) ? kNoNode : node + 1; }
  uint32_t next_sibling(uint32_t node) const;
  uint32_t last_child(uint32_t node) const;
  /// The first child in a field of that role, or kNoNode.
  uint32_t child(uint32_t node, FieldRole role) const;
  /// The first child of that role, or kNoNode.
  uint32_t child(uint32_t node, Role role) const;

  /// Nodes of one kind in document order.
  std::span<const uint32_t> of_kind(uint16_t kind) const;

 private:
  void build_index();

  std::string_view source_;
  const Grammar* grammar_ = nullptr;
  std::vector<Node> nodes_;
  std::vector<uint32_t> by_kind_;       // node indexes, grouped by kind
  std::vector<uint32_t> kind_offsets_;  // where each group begins; one more than there are kinds
};

/// What an assignment, declarator or keyword gives to its target, or kNoNode.
uint32_t assigned_value(const FlatTree& tree, uint32_t node);
/// What a cast converts, or kNoNode.
uint32_t cast_value(const FlatTree& tree, uint32_t cast);
/// What one of C++'s casts by name converts, `static_cast<T>(x)`; kNoNode for any other call.
uint32_t named_cast_value(const FlatTree& tree, uint32_t call);
/// The name in a declarator: `p` of `*p` and of `p[3]`; what is no declarator is itself.
uint32_t declared_name(const FlatTree& tree, uint32_t declarator);
/// Whether a node makes a pointer or reference of the name that is declared in it.
bool is_pointer(const FlatTree& tree, uint32_t node);
/// Whether an assignment combines the old value with the new one: `+=`, `||=`.
bool is_augmented(const FlatTree& tree, uint32_t assignment);

/// The letters before the quotes make it a format: f"...", $"...".
bool is_format_string(std::string_view literal);

/// Whether a string holds expressions: in nodes of their own, or bare as PHP has them.
bool has_interpolation(const FlatTree& tree, uint32_t string);

/// The text of a string literal without prefix letters and quotes.
std::string_view string_content(std::string_view literal);
/// The same of a node, whose language says what R"x(...)x" and r#"..."# are.
std::string_view string_content(const FlatTree& tree, uint32_t string);

}  // namespace broch::scan
