// Texts of an Inspect sample, which a log may keep apart from where they were said.
#pragma once

#include <cstdint>
#include <string>

#include "core/json.h"

namespace broch::eval {

/// The sample with references to attachments resolved in input, messages, output and scores. `missing` grows
/// by the references that lead nowhere, or to more text than fits.
json::Value resolve_references(const json::Value& sample, int64_t& missing);

/// What the model said last: of the output, else the messages, else the events with their pool of messages.
std::string inspect_reply(const json::Value& sample);

}  // namespace broch::eval
