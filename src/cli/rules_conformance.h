// `broch rules conformance`, a subcommand of `broch rules`.
#pragma once

#include "cli/command.h"

namespace broch::cli {

void add_rules_conformance(Subcommand rules);

}  // namespace broch::cli
