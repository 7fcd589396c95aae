#include "scan/rule/formula.h"

#include <algorithm>

#include "core/text.h"
#include "scan/rule/formula_compiler.h"

namespace broch::scan {
namespace {

constexpr int kMaxDepth = 50;
constexpr size_t kMaxGroups = 99;

const std::vector<std::string> kKnownKeys = {"pattern",
                                             "patterns",
                                             "pattern-either",
                                             "pattern-regex",
                                             "pattern-inside",
                                             "pattern-not",
                                             "pattern-not-inside",
                                             "pattern-not-regex",
                                             "metavariable-regex",
                                             "metavariable-pattern",
                                             "metavariable-comparison",
                                             "metavariable-analysis",
                                             "metavariable-type",
                                             "focus-metavariable"};

/// Operators of the language that this version does not evaluate.
const std::vector<std::string> kUnsupportedKeys = {"metavariable-type",
                                                   "metavariable-name",
                                                   "pattern-where-python",
                                                   "pattern-sources",
                                                   "pattern-sinks",
                                                   "match",
                                                   "pattern-sanitizers",
                                                   "pattern-propagators",
                                                   "taint",
                                                   "any",
                                                   "all"};

bool contains(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Marks the variables that a formula binds.
void mark_bound(const Formula& formula, std::vector<bool>& bound) {
  const auto mark = [&](uint16_t variable) {
    if (variable < bound.size()) bound[variable] = true;
  };
  // A pattern of a larger dialect has no reading to say what it binds.
  if (formula.pattern.impossible) std::fill(bound.begin(), bound.end(), true);
  for (const Reading& reading : formula.pattern.readings) {
    for (const Note& note : reading.notes) mark(note.variable);
    for (const WantedType& type : reading.types) mark(type.binds);
  }
  for (const GenericItem& item : formula.generic.items) mark(item.variable);
  for (const Capture& capture : formula.captures) mark(capture.variable);
  for (const Formula& child : formula.children) mark_bound(child, bound);
  for (const Formula::Negative& negative : formula.negatives) mark_bound(negative.formula, bound);
  for (const Condition& condition : formula.conditions) {
    if (const auto* regex = std::get_if<RegexCondition>(&condition)) {
      for (const Capture& capture : regex->captures) mark(capture.variable);
    } else if (const auto* pattern = std::get_if<PatternCondition>(&condition)) {
      mark_bound(*pattern->formula, bound);
    }
  }
}

}  // namespace

Result<Formula> FormulaCompiler::compile(std::string_view key, const yaml::Node& value, int depth) {
  if (depth > kMaxDepth) return text_.error(value, "operators are nested more than 50 deep");
  if (key == "patterns") return all(value, depth);
  if (key == "pattern-either") return any(value, depth);
  if (key == "pattern-regex" || key == "pattern-not-regex") return regex(value);
  // pattern, pattern-inside, pattern-not, pattern-not-inside: a pattern, or a nested formula.
  Formula formula;
  if (value.is_map()) {
    BROCH_TRY(formula, nested(value, depth));
  } else {
    BROCH_TRY(formula, pattern(value));
  }
  formula.inside = formula.inside || key == "pattern-inside";
  return formula;
}

Result<Formula> FormulaCompiler::pattern(const yaml::Node& value) {
  if (!value.is_scalar()) {
    return text_.error(value, std::string("a pattern is text, not ") + value.kind_name());
  }
  if (context_.grammar == nullptr) {
    return text_.error(value, "a rule for `regex` can only use pattern-regex",
                       "name a language under `languages`");
  }
  Formula formula;
  if (context_.grammar->spec().grammar == nullptr) {
    auto compiled = compile_generic_pattern(value.scalar, context_.variables);
    if (!compiled) return text_.at(value, compiled.error());
    formula.kind = Formula::Kind::kGeneric;
    formula.generic = *std::move(compiled);
    return formula;
  }
  auto compiled = compile_pattern(value.scalar, *context_.grammar, context_.variables, context_.known);
  if (!compiled) return text_.at(value, compiled.error());
  formula.pattern = *std::move(compiled);
  return formula;
}

std::vector<Capture> FormulaCompiler::captures_of(const Regex& regex, bool numbered) {
  std::vector<Capture> captures;
  const auto groups = std::count(regex.expression().begin(), regex.expression().end(), '(');
  for (size_t group = 1; numbered && group <= std::min(kMaxGroups, static_cast<size_t>(groups)); ++group) {
    captures.push_back({group, context_.variables.id(std::to_string(group)), true});
  }
  for (const Regex::Group& group : regex.named_groups()) {
    captures.push_back({group.index, context_.variables.id(group.name), false});
  }
  return captures;
}

Result<Formula> FormulaCompiler::regex(const yaml::Node& value) {
  if (!value.is_scalar()) {
    return text_.error(value, std::string("a regular expression is text, not ") + value.kind_name());
  }
  auto compiled = Regex::compile(value.scalar, Regex::Mode::kSearch);
  if (!compiled) return text_.at(value, compiled.error());
  Formula formula;
  formula.kind = Formula::Kind::kRegex;
  formula.captures = captures_of(*compiled, true);
  formula.regex = *std::move(compiled);
  return formula;
}

Result<Formula> FormulaCompiler::nested(const yaml::Node& map, int depth) {
  if (map.members.size() != 1) return text_.error(map, "a nested formula has exactly one operator");
  const auto& [key, value] = map.members.front();
  BROCH_CHECK(check_key(key));
  if (!is_formula_key(key.scalar)) return text_.error(key, "`" + key.scalar + "` cannot stand alone here");
  return compile(key.scalar, value, depth + 1);
}

Result<Formula> FormulaCompiler::any(const yaml::Node& value, int depth) {
  if (!value.is_sequence() || value.items.empty()) {
    return text_.error(value, "`pattern-either` is a list of operators");
  }
  Formula formula;
  formula.kind = Formula::Kind::kAny;
  for (const yaml::Node& item : value.items) {
    if (!item.is_map()) {
      return text_.error(item, "an item of `pattern-either` is an operator, such as `pattern: ...`");
    }
    BROCH_TRY(Formula child, nested(item, depth));
    formula.children.push_back(std::move(child));
  }
  return formula;
}

Result<Formula> FormulaCompiler::all(const yaml::Node& value, int depth) {
  if (!value.is_sequence() || value.items.empty()) {
    return text_.error(value, "`patterns` is a list of operators");
  }
  Formula formula;
  formula.kind = Formula::Kind::kAll;
  for (const yaml::Node& item : value.items) {
    if (!item.is_map()) {
      return text_.error(item, "an item of `patterns` is an operator, such as `pattern: ...`");
    }
    for (const auto& [key, operand] : item.members) {
      BROCH_CHECK(check_key(key));
      if (key.scalar == "focus-metavariable") {
        BROCH_CHECK(focus(formula, operand));
      } else if (key.scalar.starts_with("metavariable-")) {
        BROCH_TRY(Condition one, condition(key, operand, depth));
        formula.conditions.push_back(std::move(one));
      } else {
        BROCH_CHECK(add(formula, key.scalar, operand, depth));
      }
    }
  }
  if (formula.children.empty() && !implicit_positive_) {
    return text_.error(value, "`patterns` has no positive operator",
                       "add a `pattern`, `pattern-either` or `pattern-inside`");
  }
  return formula;
}

Status FormulaCompiler::add(Formula& formula, const std::string& key, const yaml::Node& operand, int depth) {
  BROCH_TRY(Formula child, compile(key, operand, depth + 1));
  if (key == "pattern-not") {
    formula.negatives.push_back({Negation::kNot, std::move(child)});
  } else if (key == "pattern-not-inside") {
    formula.negatives.push_back({Negation::kNotInside, std::move(child)});
  } else if (key == "pattern-not-regex") {
    formula.negatives.push_back({Negation::kNotRegex, std::move(child)});
  } else {
    formula.children.push_back(std::move(child));
  }
  return {};
}

// Operators that bind the variable may stand further down in the file: whether something does is asked when
// all is known.
Result<uint16_t> FormulaCompiler::variable(const yaml::Node& node) {
  std::string_view name = node.scalar;
  if (!node.is_scalar() || !name.starts_with('$') || name.size() < 2) {
    return text_.error(node, "a metavariable is written `$NAME`");
  }
  name.remove_prefix(name.starts_with("$...") ? 4 : 1);
  const uint16_t id = context_.variables.id(name);
  uses_.push_back({id, &node});
  return id;
}

Status FormulaCompiler::focus(Formula& formula, const yaml::Node& operand) {
  std::vector<uint16_t> variables;
  if (operand.is_sequence()) {
    for (const yaml::Node& item : operand.items) {
      BROCH_TRY(const uint16_t id, variable(item));
      variables.push_back(id);
    }
  } else {
    BROCH_TRY(const uint16_t id, variable(operand));
    variables.push_back(id);
  }
  formula.focus.push_back(std::move(variables));
  return {};
}

Status FormulaCompiler::check_key(const yaml::Node& key) const {
  if (contains(kKnownKeys, key.scalar)) return {};
  if (contains(kUnsupportedKeys, key.scalar)) {
    return text_.error(key, "the operator `" + key.scalar + "` is not supported",
                       "docs/rules.md lists the operators that are");
  }
  return text_.error(key, "unknown operator `" + key.scalar + "`" + did_you_mean(key.scalar, kKnownKeys));
}

bool Formula::needs_tree() const {
  if (kind == Kind::kPattern) return true;
  return std::any_of(children.begin(), children.end(), [](const Formula& f) { return f.needs_tree(); }) ||
         std::any_of(negatives.begin(), negatives.end(),
                     [](const Negative& n) { return n.formula.needs_tree(); }) ||
         std::any_of(conditions.begin(), conditions.end(), [](const Condition& condition) {
           const auto* nested = std::get_if<PatternCondition>(&condition);
           return nested != nullptr && nested->as == PatternCondition::As::kCode &&
                  nested->formula->needs_tree();
         });
}

bool is_formula_key(std::string_view key) {
  return key == "pattern" || key == "patterns" || key == "pattern-either" || key == "pattern-regex" ||
         key == "pattern-inside";
}

Result<Formula> compile_formula(std::string_view key, const yaml::Node& value,
                                const FormulaContext& context) {
  std::vector<FormulaCompiler::Use> uses;
  BROCH_TRY(Formula formula, FormulaCompiler(context, uses).compile(key, value, 0));
  std::vector<bool> bound(context.variables.size());
  mark_bound(formula, bound);
  for (const FormulaCompiler::Use& use : uses) {
    if (use.variable < bound.size() && !bound[use.variable]) {
      return RuleText(context.file)
          .error(*use.place, "no pattern binds `$" + context.variables.name(use.variable) + "`",
                 "use a metavariable of this rule's patterns");
    }
  }
  return formula;
}

}  // namespace broch::scan
