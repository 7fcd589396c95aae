// `broch rules conformance`, a subcommand of `broch rules`.
#pragma once

#include "cli/command.h"

namespace broch::cli {

void add_rules_conformance(CLI::App& rules, Invocation& invocation);

}  // namespace broch::cli
