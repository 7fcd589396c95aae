// Taint analysis of one file by one rule.
#pragma once

#include <string>
#include <vector>

#include "scan/flow/functions.h"
#include "scan/flow/taint_sets.h"
#include "scan/rule/evaluate.h"
#include "scan/rule/options.h"
#include "scan/rule/taint_rule.h"

namespace broch::scan {

/// `span` and `bindings` are the sink's (the source's, when the rule wants findings there), with the bindings
/// of the other end that do not clash. `trace` goes from the source to the sink; spans are bytes of the
/// parsed text.
struct TaintFinding {
  Span span;
  Bindings bindings;
  std::vector<FlowStep> trace;
};

/// Sorted by place. Sets `file.flow_shallow` where nesting was too deep to follow.
std::vector<TaintFinding> find_taint(const TaintRule& rule, const RuleOptions& options,
                                     const Functions& functions, FileContext& file);

/// "source", "assigned", ...: what a step of a trace is.
const char* name(FlowStep::Kind kind);

}  // namespace broch::scan
