#include "scan/rule/formula.h"

#include <algorithm>

#include "core/text.h"

namespace broch::scan {
namespace {

constexpr int kMaxDepth = 50;
constexpr size_t kMaxGroups = 99;

const std::vector<std::string> kKnownKeys = {
    "pattern",     "patterns",           "pattern-either",    "pattern-regex",      "pattern-inside",
    "pattern-not", "pattern-not-inside", "pattern-not-regex", "metavariable-regex", "focus-metavariable"};

/// Operators of the language that this version does not evaluate.
const std::vector<std::string> kUnsupportedKeys = {"metavariable-pattern",
                                                   "metavariable-comparison",
                                                   "metavariable-type",
                                                   "metavariable-analysis",
                                                   "metavariable-name",
                                                   "pattern-where-python",
                                                   "pattern-sources",
                                                   "pattern-sinks",
                                                   "pattern-sanitizers",
                                                   "pattern-propagators",
                                                   "match",
                                                   "taint",
                                                   "any",
                                                   "all"};

class Compiler {
 public:
  explicit Compiler(const FormulaContext& context) : context_(context) {}

  Result<Formula> compile(std::string_view key, const yaml::Node& value, int depth) {
    if (depth > kMaxDepth) return error(value, "operators are nested more than 50 deep");
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

 private:
  std::unexpected<Error> error(const yaml::Node& at, std::string what, std::string remedy = {}) const {
    return fail(ErrorKind::kInput, std::move(what), at.place(context_.file), std::move(remedy));
  }
  std::unexpected<Error> at(const yaml::Node& node, Error inner) const {
    inner.where = node.place(context_.file);
    return std::unexpected(std::move(inner));
  }

  Result<Formula> pattern(const yaml::Node& value) {
    if (!value.is_scalar()) return error(value, std::string("a pattern is text, not a ") + value.kind_name());
    if (context_.grammar == nullptr) {
      return error(value, "a rule for `regex` can only use pattern-regex",
                   "name a language under `languages`");
    }
    Formula formula;
    auto compiled = compile_pattern(value.scalar, *context_.grammar, context_.variables);
    if (!compiled) return at(value, compiled.error());
    formula.pattern = *std::move(compiled);
    return formula;
  }

  Result<Formula> regex(const yaml::Node& value) {
    if (!value.is_scalar())
      return error(value, std::string("a regular expression is text, not a ") + value.kind_name());
    auto compiled = Regex::compile(value.scalar, Regex::Mode::kSearch);
    if (!compiled) return at(value, compiled.error());
    Formula formula;
    formula.kind = Formula::Kind::kRegex;
    for (size_t group = 1; group <= kMaxGroups && value.scalar.find('(') != std::string::npos; ++group) {
      formula.captures.push_back({group, context_.variables.id(std::to_string(group)), true});
      if (group >= static_cast<size_t>(std::count(value.scalar.begin(), value.scalar.end(), '('))) break;
    }
    for (const Regex::Group& group : compiled->named_groups()) {
      formula.captures.push_back({group.index, context_.variables.id(group.name), false});
    }
    formula.regex = *std::move(compiled);
    return formula;
  }

  Result<Formula> nested(const yaml::Node& map, int depth) {
    if (map.members.size() != 1) return error(map, "a nested formula has exactly one operator");
    const auto& [key, value] = map.members.front();
    BROCH_CHECK(check_key(key));
    if (!is_formula_key(key.scalar)) return error(key, "`" + key.scalar + "` cannot stand alone here");
    return compile(key.scalar, value, depth + 1);
  }

  Result<Formula> any(const yaml::Node& value, int depth) {
    if (!value.is_sequence() || value.items.empty())
      return error(value, "`pattern-either` is a list of operators");
    Formula formula;
    formula.kind = Formula::Kind::kAny;
    for (const yaml::Node& item : value.items) {
      if (!item.is_map())
        return error(item, "an item of `pattern-either` is an operator, such as `pattern: ...`");
      BROCH_TRY(Formula child, nested(item, depth));
      formula.children.push_back(std::move(child));
    }
    return formula;
  }

  Result<Formula> all(const yaml::Node& value, int depth) {
    if (!value.is_sequence() || value.items.empty()) return error(value, "`patterns` is a list of operators");
    Formula formula;
    formula.kind = Formula::Kind::kAll;
    // Conditions may name variables that operators further down bind.
    std::vector<std::pair<const yaml::Node*, const yaml::Node*>> late;
    for (const yaml::Node& item : value.items) {
      if (!item.is_map()) return error(item, "an item of `patterns` is an operator, such as `pattern: ...`");
      for (const auto& [key, operand] : item.members) {
        BROCH_CHECK(check_key(key));
        if (key.scalar == "metavariable-regex" || key.scalar == "focus-metavariable") {
          late.emplace_back(&key, &operand);
        } else {
          BROCH_CHECK(add(formula, key.scalar, operand, depth));
        }
      }
    }
    if (formula.children.empty()) {
      return error(value, "`patterns` has no positive operator",
                   "add a `pattern`, `pattern-either` or `pattern-inside`");
    }
    for (const auto& [key, operand] : late) {
      BROCH_CHECK(key->scalar == "focus-metavariable" ? focus(formula, *operand)
                                                      : condition(formula, *operand));
    }
    return formula;
  }

  Status add(Formula& formula, const std::string& key, const yaml::Node& operand, int depth) {
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

  Result<uint16_t> variable(const yaml::Node& node) {
    std::string_view name = node.scalar;
    if (!node.is_scalar() || !name.starts_with('$') || name.size() < 2) {
      return error(node, "a metavariable is written `$NAME`");
    }
    name.remove_prefix(name.starts_with("$...") ? 4 : 1);
    const uint16_t id = context_.variables.find(name);
    if (id == Metavariables::kNone) {
      return error(node, "no pattern binds `" + node.scalar + "`",
                   "use a metavariable of this rule's patterns");
    }
    return id;
  }

  Status condition(Formula& formula, const yaml::Node& operand) {
    const yaml::Node* name = operand.find("metavariable");
    const yaml::Node* expression = operand.find("regex");
    if (name == nullptr || expression == nullptr || !expression->is_scalar()) {
      return error(operand, "`metavariable-regex` needs `metavariable` and `regex`");
    }
    for (const auto& [key, ignored] : operand.members) {
      if (key.scalar != "metavariable" && key.scalar != "regex") {
        return error(key, "`" + key.scalar + "` of `metavariable-regex` is not supported");
      }
    }
    BROCH_TRY(const uint16_t id, variable(*name));
    auto regex = Regex::compile(expression->scalar, Regex::Mode::kAnchored);
    if (!regex) return at(*expression, regex.error());
    formula.conditions.push_back({id, *std::move(regex)});
    return {};
  }

  Status focus(Formula& formula, const yaml::Node& operand) {
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

  Status check_key(const yaml::Node& key) {
    if (std::find(kKnownKeys.begin(), kKnownKeys.end(), key.scalar) != kKnownKeys.end()) return {};
    if (std::find(kUnsupportedKeys.begin(), kUnsupportedKeys.end(), key.scalar) != kUnsupportedKeys.end()) {
      return error(key, "the operator `" + key.scalar + "` is not supported",
                   "docs/rules.md lists the operators that are");
    }
    return error(key, "unknown operator `" + key.scalar + "`" + did_you_mean(key.scalar, kKnownKeys));
  }

  const FormulaContext& context_;
};

}  // namespace

bool Formula::needs_tree() const {
  if (kind == Kind::kPattern) return true;
  return std::any_of(children.begin(), children.end(), [](const Formula& f) { return f.needs_tree(); }) ||
         std::any_of(negatives.begin(), negatives.end(),
                     [](const Negative& n) { return n.formula.needs_tree(); });
}

bool is_formula_key(std::string_view key) {
  return key == "pattern" || key == "patterns" || key == "pattern-either" || key == "pattern-regex" ||
         key == "pattern-inside";
}

Result<Formula> compile_formula(std::string_view key, const yaml::Node& value,
                                const FormulaContext& context) {
  return Compiler(context).compile(key, value, 0);
}

}  // namespace broch::scan
