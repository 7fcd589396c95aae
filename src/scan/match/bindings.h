// What the metavariables of one match are bound to.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scan/tree/flat_tree.h"

namespace broch::scan {

/// `first`..`last` are sibling nodes, or kNoNode for text that is no node of its own: the content of a
/// string, a capture group, a part of a canonical name. `span` is where that is in the parsed text, `text`
/// what it says (for a canonical name not the text at `span`).
struct Binding {
  uint16_t variable = 0;
  uint32_t first = kNoNode;
  uint32_t last = kNoNode;
  Span span;
  std::string_view text;
  bool numbered = false;  ///< `$1` of a regular expression: equal to anything
};

using Bindings = std::vector<Binding>;

const Binding* find_binding(const Bindings& bindings, uint16_t variable);
/// Structural equality, ignoring white space, comments, parentheses and quote style.
bool same_value(const FlatTree& tree, const Binding& a, const Binding& b);
/// Every variable bound on both sides has equal values.
bool unifiable(const FlatTree& tree, const Bindings& a, const Bindings& b);
/// Adds to `into` what it lacks.
void extend(Bindings& into, const Bindings& from);

}  // namespace broch::scan
