// broch suites selftest: holds reference answers against the tests of tasks, and those of samples against the
// scan.
#pragma once

#include "cli/subcommand.h"

namespace broch::cli {

void add_suites_selftest(Subcommand app);

}  // namespace broch::cli
