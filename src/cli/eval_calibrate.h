// The parts of `broch eval calibrate`.
#pragma once

#include "cli/subcommand.h"

namespace broch::cli {

/// Adds `label`, which asks one by one.
void add_eval_calibrate_label(Subcommand calibrate);
/// Adds `flips`, which tries to talk a judge round.
void add_eval_calibrate_flips(Subcommand calibrate);

}  // namespace broch::cli
