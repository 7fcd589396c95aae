// `broch suites pictures`: what a suite shows, as files to look at.
#pragma once

#include "cli/subcommand.h"

namespace broch::cli {

void add_suites_pictures(Subcommand suites);

}  // namespace broch::cli
