// Compiles the operators of a formula; for formula.cc and condition.cc alone.
#pragma once

#include "scan/rule/formula.h"
#include "scan/rule/rule_text.h"

namespace broch::scan {

class FormulaCompiler {
 public:
  /// A metavariable that a condition or focus names, and where.
  struct Use {
    uint16_t variable;
    const yaml::Node* place;
  };

  /// `uses` collects what must be bound by the time the whole formula is known.
  FormulaCompiler(const FormulaContext& context, std::vector<Use>& uses)
      : context_(context), text_(context.file), uses_(uses) {}

  Result<Formula> compile(std::string_view key, const yaml::Node& value, int depth);

 private:
  // formula.cc
  Result<Formula> pattern(const yaml::Node& value);
  Result<Formula> regex(const yaml::Node& value);
  Result<Formula> nested(const yaml::Node& map, int depth);
  Result<Formula> any(const yaml::Node& value, int depth);
  Result<Formula> all(const yaml::Node& value, int depth);
  Status add(Formula& formula, const std::string& key, const yaml::Node& operand, int depth);
  Status focus(Formula& formula, const yaml::Node& operand);
  Result<uint16_t> variable(const yaml::Node& node);
  std::vector<Capture> captures_of(const Regex& regex, bool numbered);
  Status check_key(const yaml::Node& key) const;

  // condition.cc
  Result<Condition> condition(const yaml::Node& key, const yaml::Node& operand, int depth);
  Result<Condition> regex_condition(const yaml::Node& operand);
  Result<Condition> pattern_condition(const yaml::Node& operand, int depth);
  Result<Condition> comparison_condition(const yaml::Node& operand);
  Result<Condition> analysis_condition(const yaml::Node& operand);
  Result<Condition> type_condition(const yaml::Node& operand);
  Result<const yaml::Node*> member(const yaml::Node& operand, std::string_view condition,
                                   std::string_view key) const;
  Result<bool> flag(const yaml::Node& operand, std::string_view key) const;

  const FormulaContext& context_;
  RuleText text_;
  std::vector<Use>& uses_;
  /// Inside of a metavariable-pattern `patterns` need no positive operator: the variable's own range is one.
  bool implicit_positive_ = false;
};

}  // namespace broch::scan
