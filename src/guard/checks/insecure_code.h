// The `insecure-code` check: the scanner over the code of a reply, and over tool arguments that carry code.
#pragma once

#include "guard/checks/check.h"

namespace broch::guard {

Result<std::unique_ptr<Check>> create_insecure_code_check();

}  // namespace broch::guard
