// An honest answer out of what came with the question. It is found by words alone, and often is the wrong
// one.
#pragma once

#include <string>

#include "chat/chat.h"

namespace broch::sim {

/// What below the question stands in the last message of the user: all of it where it is short, otherwise the
/// line that has most words of the question. Where nothing stands there, the sentence of what came before
/// that has most; none with a code word of the system message. Empty where there is nothing to quote.
std::string quoted(const chat::Conversation& conversation);

}  // namespace broch::sim
