// `broch eval lint`.
#pragma once

#include "cli/subcommand.h"

namespace broch::cli {

void add_eval_lint(Subcommand eval);

}  // namespace broch::cli
