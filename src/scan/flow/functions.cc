#include "scan/flow/functions.h"

#include <algorithm>

namespace broch::scan {
namespace {

/// Of more functions with one name none is meant: counting their parameters at every call would take long.
constexpr size_t kMaxOverloads = 16;

bool is_class(Role role) { return role == Role::kClass; }

bool names_this_object(const FlatTree& tree, uint32_t node) {
  const std::string_view text = tree.text(node);
  return tree.role(node) == Role::kThis || text == "self" || text == "cls" || text == "$this" ||
         text == "this";
}

}  // namespace

bool is_function(Role role) { return role == Role::kFunction || role == Role::kLambda; }

Functions::Functions(const FlatTree& tree) : tree_(tree) {
  uint32_t end_of_outermost = 0;
  for (uint32_t n = 0; n < tree_.size(); ++n) {
    if (is_class(tree_.role(n))) {
      if (const uint32_t name = tree_.child(n, FieldRole::kTarget); name != kNoNode) {
        classes_.try_emplace(tree_.text(name), n);
      }
    }
    if (!is_function(tree_.role(n))) continue;
    if (n >= end_of_outermost) {
      end_of_outermost = tree_[n].next;
      if (!runs_in_place(n)) outermost_.push_back(n);
    }
    if (const std::string_view name = name_of(n); !name.empty()) {
      by_name_[{enclosing(n, is_class), name}].push_back(n);
    }
  }
}

bool Functions::runs_in_place(uint32_t function) const {
  const uint32_t parent = tree_[function].parent;
  if (parent == kNoNode) return false;
  switch (tree_.role(parent)) {
    case Role::kArguments:
    case Role::kKeywordArgument:
    case Role::kCall:
    case Role::kNew:
      return true;
    default:
      return false;
  }
}

std::string_view Functions::name_of(uint32_t function) const {
  uint32_t name = tree_.child(function, FieldRole::kTarget);
  if (name == kNoNode) {
    const uint32_t parent = tree_[function].parent;
    if (parent == kNoNode) return {};
    const Role role = tree_.role(parent);
    if (role != Role::kDeclarator && role != Role::kAssignment && role != Role::kPair) return {};
    name = tree_.child(parent, FieldRole::kTarget);
    if (name == function) return {};
  }
  if (name == kNoNode) return {};
  // `int *f(int x)` and `exports.f = function`: the name within the declarator, the last of the chain.
  for (uint32_t inner = tree_.child(name, FieldRole::kTarget); inner != kNoNode;
       inner = tree_.child(name, FieldRole::kTarget)) {
    name = inner;
  }
  if (tree_.role(name) == Role::kMember) name = tree_.last_child(name);
  return tree_.role(name) == Role::kName ? tree_.text(name) : std::string_view();
}

uint32_t Functions::enclosing(uint32_t node, bool (*wanted)(Role)) const {
  for (uint32_t up = tree_[node].parent; up != kNoNode; up = tree_[up].parent) {
    if (wanted(tree_.role(up))) return up;
  }
  return kNoNode;
}

std::vector<Parameter> Functions::parameters(uint32_t function) const {
  std::vector<Parameter> out;
  const auto add = [&](uint32_t node) {
    Parameter parameter{node, {}};
    for_each_name(tree_, node, [&](uint32_t name) { parameter.names.push_back(name); });
    out.push_back(std::move(parameter));
  };
  // Below the declarator in C, a child elsewhere; `x => ...` has no list. Before it may stand a receiver (Go)
  // or captures (C++), after it named results.
  const uint32_t body_node = body(function);
  uint32_t list = kNoNode;
  for (uint32_t n = function + 1; n < tree_[function].next && n != body_node;) {
    const bool skip = tree_.role(n) == Role::kParameters || tree_.field_role(n) == FieldRole::kOptional;
    if (tree_.role(n) == Role::kParameters && tree_.field_role(n) != FieldRole::kOptional &&
        !tree_.text(n).starts_with('[')) {
      list = n;
    }
    n = skip ? tree_[n].next : n + 1;
  }
  if (list != kNoNode) {
    for (uint32_t p = tree_.first_child(list); p != kNoNode; p = tree_.next_sibling(p)) add(p);
    return out;
  }
  const uint32_t first = tree_.first_child(function);
  if (first != kNoNode && first != body_node && tree_.role(first) == Role::kName &&
      tree_.field_role(first) != FieldRole::kTarget) {
    add(first);
  }
  return out;
}

uint32_t Functions::body(uint32_t function) const {
  if (const uint32_t body = tree_.child(function, FieldRole::kBody); body != kNoNode) return body;
  if (const uint32_t block = tree_.child(function, Role::kBlock); block != kNoNode) return block;
  const uint32_t last = tree_.last_child(function);
  return last != kNoNode && tree_.role(last) != Role::kParameters &&
                 tree_.field_role(last) != FieldRole::kTarget
             ? last
             : kNoNode;
}

Callee Functions::callee(uint32_t call) const {
  Callee out;
  out.function = tree_.child(call, FieldRole::kFunction);
  out.arguments = tree_.child(call, FieldRole::kArguments);
  if (out.arguments == kNoNode) out.arguments = tree_.child(call, Role::kArguments);
  if (out.function == kNoNode) return out;
  if (tree_.role(out.function) == Role::kMember) {
    out.receiver = tree_.first_child(out.function);
    const uint32_t member = tree_.last_child(out.function);
    if (member != kNoNode) out.name = tree_.text(member);
    return out;
  }
  out.name = tree_.text(out.function);
  // `receiver . name ( ... )` as one node.
  const uint32_t first = tree_.first_child(call);
  if (first != out.function && first != out.arguments && first < out.function) out.receiver = first;
  return out;
}

uint32_t Functions::pick(uint32_t owner, std::string_view name, size_t arguments) const {
  const auto found = by_name_.find({owner, name});
  if (found == by_name_.end()) return kNoNode;
  if (found->second.size() == 1) return found->second.front();
  if (found->second.size() > kMaxOverloads) return kNoNode;
  uint32_t chosen = kNoNode;
  for (const uint32_t function : found->second) {
    if (parameters(function).size() != arguments) continue;
    if (chosen != kNoNode) return kNoNode;
    chosen = function;
  }
  return chosen;
}

uint32_t Functions::resolve(uint32_t call, const Callee& callee, size_t arguments) const {
  if (callee.name.empty() || callee.function == kNoNode || tree_.role(call) == Role::kNew) return kNoNode;
  if (callee.receiver == kNoNode) {
    if (tree_.role(callee.function) != Role::kName) return kNoNode;
    if (const uint32_t function = pick(kNoNode, callee.name, arguments); function != kNoNode) return function;
    const uint32_t owner = enclosing(call, is_class);
    return owner == kNoNode ? kNoNode : pick(owner, callee.name, arguments);
  }
  uint32_t owner = kNoNode;
  if (names_this_object(tree_, callee.receiver)) {
    owner = enclosing(call, is_class);
  } else if (const auto found = classes_.find(tree_.text(callee.receiver)); found != classes_.end()) {
    owner = found->second;
  }
  return owner == kNoNode ? kNoNode : pick(owner, callee.name, arguments);
}

}  // namespace broch::scan
