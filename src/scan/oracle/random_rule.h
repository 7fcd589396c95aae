// Random rules: pieces of a program with parts replaced by metavariables and ellipses, under random
// operators.
#pragma once

#include "scan/oracle/naive.h"
#include "scan/oracle/random.h"

namespace broch::scan::oracle {

/// A rule that has a chance to match `tree`.
Term random_rule(const FlatTree& tree, Random& random);
/// The rule in the rule format, with an id and a message that shows every metavariable.
std::string rule_text(const Term& rule, const std::string& id, const std::string& language);
/// The metavariables that random rules use, with their "$".
const std::vector<std::string>& rule_variables();

}  // namespace broch::scan::oracle
