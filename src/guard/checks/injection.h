// The `prompt-injection` check: signatures over the views of a text.
#pragma once

#include "guard/checks/check.h"

namespace broch::guard {

Result<std::unique_ptr<Check>> create_injection_check();

}  // namespace broch::guard
