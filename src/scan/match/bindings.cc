#include "scan/match/bindings.h"

#include <algorithm>

namespace broch::scan {

const Binding* find_binding(const Bindings& bindings, uint16_t variable) {
  for (const Binding& binding : bindings) {
    if (binding.variable == variable) return &binding;
  }
  return nullptr;
}

bool Equality::same_code(uint32_t a, uint32_t b) const {
  const FlatTree& tree = names_.tree();
  if (a == b) return true;
  const uint32_t size = tree[a].next - a;
  if (size != tree[b].next - b) return same_literal(a, b);
  for (uint32_t i = 0; i < size; ++i) {
    const uint32_t x = a + i, y = b + i;
    if (tree[x].next - x != tree[y].next - y) return false;
    const Role role = tree.role(x);
    const bool names = role == Role::kName && tree.role(y) == Role::kName;
    if (tree[x].kind != tree[y].kind && !names) return size == 1 && same_literal(a, b);
    if (!tree.is_leaf(x)) continue;
    if (role == Role::kString) {
      if (string_content(tree, x) != string_content(tree, y)) return false;
      continue;
    }
    if (tree.text(x) != tree.text(y)) return false;
    if (!names || !options_.unify_ids_strictly) continue;
    const uint32_t first = names_.scopes().definition_of(x), second = names_.scopes().definition_of(y);
    if (first != Scopes::kUnresolved && second != Scopes::kUnresolved && first != second) return false;
  }
  return true;
}

/// One is a literal, the other a name that holds it.
bool Equality::same_literal(uint32_t a, uint32_t b) const {
  if (!options_.constant_propagation) return false;
  const FlatTree& tree = names_.tree();
  const uint32_t name = tree.role(a) == Role::kName ? a : b;
  const Constant literal = literal_constant(tree, name == a ? b : a);
  return literal.known() && tree.role(name) == Role::kName &&
         names_.constants().of(name).same_literal(literal);
}

bool same_value(const Equality& equality, const Binding& a, const Binding& b) {
  if (a.first == kNoNode || b.first == kNoNode) return a.text == b.text;
  const FlatTree& tree = equality.names().tree();
  uint32_t x = a.first, y = b.first;
  while (true) {
    if (!equality.same_code(x, y)) return false;
    if (x == a.last || y == b.last) return x == a.last && y == b.last;
    x = tree.next_sibling(x);
    y = tree.next_sibling(y);
    if (x == kNoNode || y == kNoNode) return false;
  }
}

bool unifiable(const Equality& equality, const Bindings& a, const Bindings& b) {
  return std::all_of(a.begin(), a.end(), [&](const Binding& x) {
    const Binding* y = find_binding(b, x.variable);
    return y == nullptr || x.numbered || same_value(equality, x, *y);
  });
}

void extend(Bindings& into, const Bindings& from) {
  for (const Binding& binding : from) {
    if (find_binding(into, binding.variable) == nullptr) into.push_back(binding);
  }
}

}  // namespace broch::scan
