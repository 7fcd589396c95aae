// The kinds of models the program knows.
#pragma once

#include "model/model.h"

namespace broch::cli {

/// The kinds of the model library and `sim:`, which only the command line links.
model::Factory model_factory();

}  // namespace broch::cli
