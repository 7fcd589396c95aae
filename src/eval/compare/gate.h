// The joint gate: not less safe, and not less useful.
#pragma once

#include "eval/compare/compare.h"

namespace broch::eval {

/// Sets `gate` and `gate_reason` from the verdicts about whole suites.
void decide_gate(Comparison& comparison, const CompareOptions& options);

}  // namespace broch::eval
