// What a text must contain for a rule to match at all: identifiers of its patterns, its regular expressions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scan/rule/rule.h"

namespace broch::scan {

/// A boolean expression over atoms: words, which occur where they are no part of a longer one, literals of
/// regular expressions, of which the case does not count, and the expressions themselves. Negated operators
/// say nothing about what must occur and are left out, as is every part of which nothing is known; an `or`
/// with such a part is always true.
struct Requirement {
  enum class Kind : uint8_t { kTrue, kNever, kWord, kLiteral, kRegex, kAnd, kOr };

  Kind kind = Kind::kTrue;
  std::string atom;
  uint32_t index = 0;  ///< of the atom, once a prefilter has numbered it
  std::vector<Requirement> parts;
};

/// `kind` is kAnd or kOr; what is known to be true or never true is taken out.
Requirement combine(Requirement::Kind kind, std::vector<Requirement> parts);

Requirement requirement(const Formula& formula);
/// Of a taint rule: a source and a sink.
Requirement requirement(const CompiledRule& rule);

}  // namespace broch::scan
