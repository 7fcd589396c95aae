// Small random programs: a few functions over a small alphabet of names, so that patterns taken from one
// program match in others.
//
// What the naive matcher leaves out does not occur: no imports, no variable with a constant value, and every
// declaration has a name of its own, so that equal names are the same variable.
#pragma once

#include <string>

#include "scan/oracle/random.h"
#include "scan/scan.h"

namespace broch::scan::oracle {

/// For Python, JavaScript, C, Java and Go.
std::string random_program(Language language, Random& random);

}  // namespace broch::scan::oracle
