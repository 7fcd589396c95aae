// What a sample of an autocomplete suite asks to go on with, for models that complete text.
#pragma once

#include <optional>

#include "eval/suite/sample.h"
#include "model/model.h"

namespace broch::eval {

/// The code at the end of what is asked with which the record's own `origin_code` begins, from the beginning
/// of a line. `asked` is the sample's conversation after a guard: nothing when that took out some of the
/// code, and nothing for samples of other suites.
std::optional<model::Completion> completion_of(const Sample& sample, const chat::Conversation& asked);

}  // namespace broch::eval
