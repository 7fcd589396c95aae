// The `secrets` check: credentials by format, checksum, entropy and context.
#pragma once

#include "guard/checks/check.h"

namespace broch::guard {

Result<std::unique_ptr<Check>> create_secrets_check();

}  // namespace broch::guard
