// What a sample of an autocomplete suite asks to go on with, for models that complete text.
#pragma once

#include <optional>

#include "eval/suite/sample.h"
#include "model/model.h"

namespace broch::eval {

/// The code that an autocomplete sample asks to go on with: of a task its prefix, under the neutral intent;
/// of a published record the end of its prompt with which its own `origin_code` begins. Nothing for other
/// samples, nor when `asked`, the conversation after a guard, no longer holds it.
std::optional<model::Completion> completion_of(const Sample& sample, const chat::Conversation& asked);

}  // namespace broch::eval
