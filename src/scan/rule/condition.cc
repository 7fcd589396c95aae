// metavariable-regex, -pattern, -comparison, -analysis and -type, as they stand in a rule.
#include "scan/rule/condition.h"

#include "core/text.h"
#include "scan/lang/grammar.h"
#include "scan/rule/formula_compiler.h"

namespace broch::scan {

Result<Condition> FormulaCompiler::condition(const yaml::Node& key, const yaml::Node& operand, int depth) {
  if (!operand.is_map()) return text_.error(operand, "`" + key.scalar + "` is a map");
  if (key.scalar == "metavariable-regex") return regex_condition(operand);
  if (key.scalar == "metavariable-pattern") return pattern_condition(operand, depth);
  if (key.scalar == "metavariable-comparison") return comparison_condition(operand);
  if (key.scalar == "metavariable-type") return type_condition(operand);
  return analysis_condition(operand);
}

Result<const yaml::Node*> FormulaCompiler::member(const yaml::Node& operand, std::string_view condition,
                                                  std::string_view key) const {
  const yaml::Node* value = operand.find(key);
  if (value == nullptr || !value->is_scalar()) {
    return text_.error(value != nullptr ? *value : operand,
                       "`" + std::string(condition) + "` needs `" + std::string(key) + "`");
  }
  return value;
}

Result<bool> FormulaCompiler::flag(const yaml::Node& operand, std::string_view key) const {
  const yaml::Node* value = operand.find(key);
  if (value == nullptr) return false;
  const auto on = value->as_bool();
  if (!on) return text_.error(*value, "`" + std::string(key) + "` is true or false");
  return *on;
}

Result<Condition> FormulaCompiler::regex_condition(const yaml::Node& operand) {
  BROCH_CHECK(text_.only_keys(operand, {"metavariable", "regex", "constant-propagation"}));
  BROCH_TRY(const yaml::Node* name, member(operand, "metavariable-regex", "metavariable"));
  BROCH_TRY(const yaml::Node* expression, member(operand, "metavariable-regex", "regex"));
  BROCH_TRY(const uint16_t id, variable(*name));
  BROCH_TRY(const bool by_value, flag(operand, "constant-propagation"));
  auto regex = Regex::compile(expression->scalar, Regex::Mode::kAnchored);
  if (!regex) return text_.at(*expression, regex.error());
  std::vector<Capture> captures = captures_of(*regex, false);
  return RegexCondition{id, *std::move(regex), std::move(captures), by_value};
}

Result<Condition> FormulaCompiler::pattern_condition(const yaml::Node& operand, int depth) {
  BROCH_CHECK(text_.only_keys(
      operand, {"metavariable", "language", "pattern", "patterns", "pattern-either", "pattern-regex"}));
  BROCH_TRY(const yaml::Node* name, member(operand, "metavariable-pattern", "metavariable"));
  PatternCondition out;
  BROCH_TRY(out.variable, variable(*name));
  const bool words = context_.grammar != nullptr && context_.grammar->spec().language == Language::kGeneric;
  out.of_list = name->scalar.starts_with("$...") && !words;
  FormulaContext context = context_;
  if (const yaml::Node* language = operand.find("language")) {
    const std::string tag = to_lower(language->scalar);
    if (tag == "regex" || tag == "none") {
      out.as = PatternCondition::As::kText;
      context.grammar = nullptr;
    } else if (const auto known = language_by_name(tag)) {
      out.as = PatternCondition::As::kLanguage;
      out.language = *known;
      context.grammar = &Grammar::of(*known);
    } else {
      return text_.error(*language, "the language `" + language->scalar + "` is not supported");
    }
  }
  const std::pair<yaml::Node, yaml::Node>* formula = nullptr;
  for (const auto& entry : operand.members) {
    if (!is_formula_key(entry.first.scalar)) continue;
    if (formula != nullptr) return text_.error(entry.first, "`metavariable-pattern` has one formula");
    formula = &entry;
  }
  if (formula == nullptr) {
    return text_.error(operand, "`metavariable-pattern` needs a formula", "add `pattern` or `patterns`");
  }
  FormulaCompiler nested(context, uses_);
  nested.implicit_positive_ = true;
  BROCH_TRY(Formula compiled, nested.compile(formula->first.scalar, formula->second, depth + 1));
  out.formula = std::make_shared<const Formula>(std::move(compiled));
  return out;
}

Result<Condition> FormulaCompiler::comparison_condition(const yaml::Node& operand) {
  BROCH_CHECK(text_.only_keys(operand, {"metavariable", "comparison", "base", "strip"}));
  BROCH_TRY(const yaml::Node* expression, member(operand, "metavariable-comparison", "comparison"));
  auto comparison = Comparison::compile(expression->scalar);
  if (!comparison) return text_.at(*expression, comparison.error());
  ComparisonCondition out{.comparison = *std::move(comparison)};
  for (const std::string& name : out.comparison.variables()) {
    out.variables.push_back(context_.variables.id(name));
    uses_.push_back({out.variables.back(), expression});
  }
  if (const yaml::Node* name = operand.find("metavariable")) {
    BROCH_TRY(out.converted, variable(*name));
  }
  BROCH_TRY(out.strip, flag(operand, "strip"));
  if (const yaml::Node* base = operand.find("base")) {
    const auto number = base->as_integer();
    if (!number || *number < 2 || *number > 36) return text_.error(*base, "`base` is a number from 2 to 36");
    out.base = static_cast<int>(*number);
  }
  if ((out.strip || out.base != 0) && !out.converted) {
    return text_.error(operand, "`strip` and `base` need the `metavariable` that they are about");
  }
  return out;
}

Result<Condition> FormulaCompiler::analysis_condition(const yaml::Node& operand) {
  BROCH_CHECK(text_.only_keys(operand, {"metavariable", "analyzer"}));
  BROCH_TRY(const yaml::Node* name, member(operand, "metavariable-analysis", "metavariable"));
  BROCH_TRY(const yaml::Node* analyzer, member(operand, "metavariable-analysis", "analyzer"));
  AnalysisCondition out;
  BROCH_TRY(out.variable, variable(*name));
  if (analyzer->scalar == "entropy") {
    out.analyzer = AnalysisCondition::Analyzer::kEntropy;
  } else if (analyzer->scalar == "redos") {
    out.analyzer = AnalysisCondition::Analyzer::kRedos;
  } else {
    return text_.error(*analyzer, "the analyzer `" + analyzer->scalar + "` is not supported",
                       "`entropy` and `redos` are");
  }
  return out;
}

Result<Condition> FormulaCompiler::type_condition(const yaml::Node& operand) {
  BROCH_CHECK(text_.only_keys(operand, {"metavariable", "type", "types", "language"}));
  BROCH_TRY(const yaml::Node* name, member(operand, "metavariable-type", "metavariable"));
  TypeCondition out;
  BROCH_TRY(out.variable, variable(*name));
  for (const char* key : {"type", "types"}) {
    const yaml::Node* value = operand.find(key);
    for (const std::string& text : scalars(value)) {
      Type type = parse_type(text);
      if (!type.known()) return text_.error(*value, "`" + text + "` is no type");
      out.types.push_back(std::move(type));
    }
  }
  if (out.types.empty()) return text_.error(operand, "`metavariable-type` needs `type` or `types`");
  return out;
}

}  // namespace broch::scan
