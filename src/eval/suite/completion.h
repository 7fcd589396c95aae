// What a sample of an autocomplete suite asks to go on with, for models that complete text.
#pragma once

#include <optional>

#include "eval/suite/sample.h"
#include "model/model.h"

namespace broch::eval {

/// The code that an autocomplete sample asks to go on with: of a task its prefix, under the neutral intent;
/// of a published record the end of its prompt with which its own `origin_code` begins, up to the flagged
/// line; what follows that line is the suffix. Nothing for other samples, nor when `asked`, what condition
/// and guard made of the conversation, is no longer the sample's own: the code alone would not say the rest.
std::optional<model::Completion> completion_of(const Sample& sample, const chat::Conversation& asked);

/// Whether a reply to the sample is what comes next in its code, by how the model is asked, and not words
/// about it.
bool goes_on(const Sample& sample, model::PromptStyle prompt);

}  // namespace broch::eval
