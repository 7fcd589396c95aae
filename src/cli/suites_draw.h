// `broch suites draw|agree`: samples for a second reader, and how far that reader agrees with the suite.
#pragma once

#include "cli/subcommand.h"

namespace broch::cli {

void add_suites_draw(Subcommand suites);

}  // namespace broch::cli
