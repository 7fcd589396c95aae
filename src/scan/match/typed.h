// Typed metavariables of patterns: `(T $X)` in Java, C#, C and C++, `($X : T)` in Go and TypeScript.
//
// No grammar parses them, so they are taken out of the text before it is: `(HttpServletRequest
// $R).getParameter($N)` becomes `$R.getParameter($N)` and the note that $R is of that type.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scan/lang/grammar.h"
#include "scan/tree/types.h"

namespace broch::scan {

/// `variable`: without "$". `binds`: of `($T $X)`, the metavariable that the type is bound to; then any known
/// type will do.
struct TypedVariable {
  std::string variable;
  Type type;
  std::string binds;
};

struct TypedPattern {
  std::string text;
  std::vector<TypedVariable> variables;
};

TypedPattern take_types(std::string_view pattern, TypedStyle style);

}  // namespace broch::scan
