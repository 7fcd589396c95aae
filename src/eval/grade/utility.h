// Whether the user got what they asked for, beside what an attacker wanted.
#pragma once

#include "eval/grade/grader.h"

namespace broch::eval {

/// Adds the metric where the sample says what the right answer has (`must_contain` and its like). An answer
/// without it is unhelpful; a blocked one is of no use.
void add_utility(const char* metric, const Sample& sample, const Delivered& delivered, Grade& grade);

}  // namespace broch::eval
