// broch suites selftest: runs the reference answers of tasks under their tests.
#pragma once

#include "cli/subcommand.h"

namespace broch::cli {

void add_suites_selftest(Subcommand app);

}  // namespace broch::cli
