// The functions that a file defines, and which of them a call means.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "scan/tree/flat_tree.h"

namespace broch::scan {

/// One parameter of a function: the node that stands for it, and the names that it binds (several when it is
/// taken apart, or when one type is given for several names).
struct Parameter {
  uint32_t node;
  std::vector<uint32_t> names;
};

/// What a call calls. `function` is the child in the callee's field. `receiver` is what stands before the
/// dot.
struct Callee {
  uint32_t function = kNoNode;
  uint32_t receiver = kNoNode;
  uint32_t arguments = kNoNode;
  std::string_view name;
};

bool is_function(Role role);
/// Calls `visit` with each name that assigning to `target` would write: types, keys and defaults are none.
template <typename Visit>
void for_each_name(const FlatTree& tree, uint32_t target, Visit visit);

class Functions {
 public:
  /// The tree must outlive this.
  explicit Functions(const FlatTree& tree);

  /// Functions that lie in no other one, in document order, without those that are arguments of calls.
  const std::vector<uint32_t>& outermost() const { return outermost_; }
  /// A function that is an argument or is called where it stands runs there; others are definitions.
  bool runs_in_place(uint32_t function) const;
  std::vector<Parameter> parameters(uint32_t function) const;
  /// kNoNode for a declaration without one.
  uint32_t body(uint32_t function) const;
  Callee callee(uint32_t call) const;
  /// The one function of this file that the call can mean, or kNoNode.
  uint32_t resolve(uint32_t call, const Callee& callee, size_t arguments) const;

 private:
  struct Key {
    uint32_t owner;  // the class, or kNoNode
    std::string_view name;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    size_t operator()(const Key& key) const {
      return std::hash<std::string_view>()(key.name) * 31 + key.owner;
    }
  };

  std::string_view name_of(uint32_t function) const;
  uint32_t enclosing(uint32_t node, bool (*wanted)(Role)) const;
  uint32_t pick(uint32_t owner, std::string_view name, size_t arguments) const;

  const FlatTree& tree_;
  std::vector<uint32_t> outermost_;
  std::unordered_map<Key, std::vector<uint32_t>, Hash> by_name_;
  std::unordered_map<std::string_view, uint32_t> classes_;
};

template <typename Visit>
void for_each_name(const FlatTree& tree, uint32_t target, Visit visit) {
  // A child that names no variable: a type beside the name, a default, the key of a pair.
  const auto beside = [&](uint32_t n) {
    const uint32_t parent = tree[n].parent;
    if (tree.role(parent) == Role::kPair) return tree.last_child(parent) != n;
    if (tree.field_role(n) == FieldRole::kTarget) return false;
    const Role around = tree.role(parent);
    const bool list = around == Role::kList || around == Role::kMapping || around == Role::kParameters;
    return tree.field_role(n) == FieldRole::kOptional ||
           (!list && tree.child(parent, FieldRole::kTarget) != kNoNode);
  };
  for (uint32_t n = target; n < tree[target].next;) {
    const Role role = tree.role(n);
    if (role == Role::kParameters || (n != target && beside(n))) {
      n = tree[n].next;
    } else if (role == Role::kName) {
      visit(n);
      n = tree[n].next;
    } else {
      ++n;
    }
  }
}

}  // namespace broch::scan
