// Switches of a rule's `options` that change what patterns match.
#pragma once

namespace broch::scan {

/// Options of `languages: [generic]`.
struct GenericOptions {
  enum class Comments { kNone, kC, kCpp, kShell };

  int ellipsis_max_span = 10;  ///< lines beyond the first that one `...` may cover
  Comments comments = Comments::kNone;
};

/// Named as in rule files; the defaults are those of the rule format.
struct MatchOptions {
  bool constant_propagation = true;   ///< a literal also matches a variable known to hold it
  bool symbolic_propagation = false;  ///< patterns match modulo assignments of simple expressions
  bool ac_matching = true;          ///< associative and commutative operators match in any grouping and order
  bool commutative_boolop = false;  ///< `a && b` also matches `b && a`
  bool symmetric_eq = false;        ///< `a == b` also matches `b == a`
  bool vardef_assign = true;        ///< an assignment also matches a declaration with a value
  bool arrow_is_function = true;    ///< a function definition also matches `f = () => {}`
  bool implicit_ellipsis = true;    ///< class bodies and object literals allow further members
  bool implicit_deep_exprstmt = true;  ///< `f();` also matches where its value is used
  bool unify_ids_strictly = true;      ///< equal names of different variables are not the same metavariable
  GenericOptions generic = {};
};

}  // namespace broch::scan
