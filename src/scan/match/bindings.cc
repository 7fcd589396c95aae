#include "scan/match/bindings.h"

#include <algorithm>

namespace broch::scan {

const Binding* find_binding(const Bindings& bindings, uint16_t variable) {
  for (const Binding& binding : bindings) {
    if (binding.variable == variable) return &binding;
  }
  return nullptr;
}

bool same_value(const FlatTree& tree, const Binding& a, const Binding& b) {
  if (a.first == kNoNode || b.first == kNoNode) return a.text == b.text;
  uint32_t x = a.first, y = b.first;
  while (true) {
    if (!same_code(tree, x, y)) return false;
    if (x == a.last || y == b.last) return x == a.last && y == b.last;
    x = tree.next_sibling(x);
    y = tree.next_sibling(y);
    if (x == kNoNode || y == kNoNode) return false;
  }
}

bool unifiable(const FlatTree& tree, const Bindings& a, const Bindings& b) {
  return std::all_of(a.begin(), a.end(), [&](const Binding& x) {
    const Binding* y = find_binding(b, x.variable);
    return y == nullptr || x.numbered || same_value(tree, x, *y);
  });
}

void extend(Bindings& into, const Bindings& from) {
  for (const Binding& binding : from) {
    if (find_binding(into, binding.variable) == nullptr) into.push_back(binding);
  }
}

}  // namespace broch::scan
