// The kinds of models the program knows.
#pragma once

#include "model/model.h"
#include "sim/sim.h"

namespace broch::cli {

/// What the simulators answer the built-in tasks with. No truth travels here: both answers are the suite's
/// own.
Result<std::shared_ptr<const sim::References>> task_references();

/// The kinds of the model library and `sim:`, which only the command line links.
model::Factory model_factory();

}  // namespace broch::cli
