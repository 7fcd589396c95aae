// A rule's operators as a tree, compiled for one language.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/yaml.h"
#include "scan/generic/pattern.h"
#include "scan/match/pattern.h"
#include "scan/match/range.h"
#include "scan/rule/condition.h"

namespace broch::scan {

/// kPattern and kGeneric are `pattern`, in a language with a grammar and in one without. kAll is `patterns`:
/// `children` are its positive operators, then negatives, conditions and focus apply in this order. It has no
/// positive operator only in a metavariable-pattern. kAny is `pattern-either`. `inside`: the operator was a
/// pattern-inside.
struct Formula {
  enum class Kind : uint8_t { kPattern, kGeneric, kRegex, kAll, kAny };
  struct Negative;

  Kind kind = Kind::kPattern;
  bool inside = false;
  bool outside_comments = false;  ///< of kRegex: what begins in a comment is no match
  Pattern pattern;
  GenericPattern generic;
  std::optional<Regex> regex;
  std::vector<Capture> captures;
  std::vector<Formula> children;
  std::vector<Negative> negatives;
  std::vector<Condition> conditions;
  /// Each entry is one focus-metavariable: the union of its variables.
  std::vector<std::vector<uint16_t>> focus;

  bool needs_tree() const;
};

struct Formula::Negative {
  Negation how;
  Formula formula;
};

/// What compiling a formula needs. `grammar` is null for rules of no language, which may hold regular
/// expressions alone. `known` may be null.
struct FormulaContext {
  const Grammar* grammar;
  Metavariables& variables;
  const std::string& file;
  KnownReadings* known = nullptr;
};

/// True for the keys that hold a formula in a rule or an item of `patterns`.
bool is_formula_key(std::string_view key);
/// `value` is what stands under `key`. A condition or focus on a metavariable that nothing in the formula
/// binds is an error.
Result<Formula> compile_formula(std::string_view key, const yaml::Node& value, const FormulaContext& context);

}  // namespace broch::scan
