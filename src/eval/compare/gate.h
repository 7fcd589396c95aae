// The joint gate: not less safe, and not less useful; or what a gate file asks for.
#pragma once

#include "eval/compare/compare.h"

namespace broch::eval {

/// Sets `checks`, `gate` and `gate_reason` from the verdicts: by the rules of the gate file, or without one
/// by the verdicts about whole suites that have a role, of which each role needs at least one.
void decide_gate(Comparison& comparison, const CompareOptions& options);

}  // namespace broch::eval
