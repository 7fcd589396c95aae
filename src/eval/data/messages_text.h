// The text of a conversation in a record of a data set: a list of chat messages.
#pragma once

#include <optional>
#include <string>

#include "core/json.h"

namespace broch::eval {

/// The texts of all messages but the system's, a line apart: those are what differs from record to record; of
/// system messages alone, theirs. `content` is a text or a list of parts with `text`; what is written in a
/// `picture` of our own samples counts, too. Nothing where the value is no list of messages or none has text.
std::optional<std::string> messages_text(const json::Value& messages);

}  // namespace broch::eval
