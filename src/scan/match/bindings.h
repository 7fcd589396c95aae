// What the metavariables of one match are bound to.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scan/match/options.h"
#include "scan/tree/names.h"

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

/// When two pieces of one file's code are the same value: the same tokens, whatever white space, comments,
/// parentheses and quotes lie between. Identifiers that both resolve must resolve to one definition; a
/// variable known to hold a literal is equal to it.
class Equality {
 public:
  Equality(const Names& names, const MatchOptions& options) : names_(names), options_(options) {}

  bool same_code(uint32_t a, uint32_t b) const;
  const Names& names() const { return names_; }

 private:
  bool same_literal(uint32_t a, uint32_t b) const;

  const Names& names_;
  const MatchOptions& options_;
};

bool same_value(const Equality& equality, const Binding& a, const Binding& b);
/// Every variable bound on both sides has equal values.
bool unifiable(const Equality& equality, const Bindings& a, const Bindings& b);
/// Adds to `into` what it lacks.
void extend(Bindings& into, const Bindings& from);

}  // namespace broch::scan
