// `options` of a rule.
#pragma once

#include "scan/match/options.h"
#include "scan/rule/rule_text.h"

namespace broch::scan {

/// Options of `mode: taint`, named as in rule files without `taint_`.
struct TaintOptions {
  bool assume_safe_functions = false;    ///< a call passes its arguments' taint on only where a rule says so
  bool assume_safe_indexes = false;      ///< a tainted index does not taint the element
  bool assume_safe_comparisons = false;  ///< comparisons are clean
  bool assume_safe_booleans = false;     ///< expressions of boolean type are clean
  bool assume_safe_numbers = false;      ///< expressions of numeric type are clean
  bool only_propagate_through_assignments = false;
  bool unify_mvars = false;      ///< metavariables of sources and sinks must agree
  bool focus_on_source = false;  ///< report the source instead of the sink
};

/// `focus_on_source` and the like are meaningful for rules of their mode alone; others ignore them.
struct RuleOptions {
  MatchOptions match;
  TaintOptions taint;
};

/// `node` is the map under `options`, or null. An option that would change results and is not supported is an
/// error; one that widens the scope beyond a file (`interfile`) is accepted and has no effect.
Result<RuleOptions> read_options(const yaml::Node* node, const RuleText& text);

}  // namespace broch::scan
