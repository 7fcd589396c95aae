// A rule of `mode: taint`: where data comes from, where it must not get, and what happens on the way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scan/flow/labels.h"
#include "scan/rule/formula.h"

namespace broch::scan {

/// What a match does to the variable it is, beyond the expression that it is.
enum class SideEffect : uint8_t {
  kNone,
  kAlso,
  kOnly,  ///< the variable from there on, not the occurrence itself
};

struct TaintSource {
  Formula formula;
  bool exact = false;  ///< the matched expression alone, not what it is made of
  SideEffect side_effect = SideEffect::kNone;
  uint8_t label = Labels::kDefault;
  std::optional<LabelCondition> condition;  ///< on the taint that already is there
};

struct TaintSanitizer {
  Formula formula;
  bool exact = false;
  SideEffect side_effect = SideEffect::kNone;
  bool not_conflicting = false;  ///< nothing where the match is also a source or sink
};

struct TaintSink {
  /// A condition on what one metavariable of the sink is tainted with.
  struct Part {
    uint16_t variable;
    LabelCondition condition;
  };

  Formula formula;
  bool exact = true;
  std::vector<uint16_t> values;  ///< metavariables that a match can be: those in focus, and bare patterns
  LabelCondition condition;
  std::vector<Part>
      parts;  ///< all must hold, in place of `condition`; empty when `requires` is an expression
};

/// Data that goes from one metavariable of a match to another.
struct TaintPropagator {
  Formula formula;
  uint16_t from = Metavariables::kNone;
  uint16_t to = Metavariables::kNone;
  bool side_effect = true;                  ///< the variable `to` is tainted from there on
  std::optional<uint8_t> label;             ///< what the data carries afterwards
  std::optional<LabelCondition> condition;  ///< on the taint of `from`
  LabelSet replaced = ~LabelSet{0};         ///< labels that become `label`; others stay
};

struct TaintRule {
  std::vector<TaintSource> sources;
  std::vector<TaintSink> sinks;
  std::vector<TaintSanitizer> sanitizers;
  std::vector<TaintPropagator> propagators;
};

/// True for pattern-sources, pattern-sinks, pattern-sanitizers, pattern-propagators.
bool is_taint_key(std::string_view key);
/// `rule` is the whole map of a rule whose mode is `taint`.
Result<TaintRule> compile_taint_rule(const yaml::Node& rule, const FormulaContext& context);

}  // namespace broch::scan
