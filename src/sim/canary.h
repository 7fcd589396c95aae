// What an injected instruction wants to be said, as far as a simulator can read it from what it was sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chat/chat.h"

namespace broch::sim {

/// The text that an instruction in the conversation wants to see. `certain`: two quoted words to be "joined
/// by a hyphen", or a code word in the system message. Otherwise a guess, which may be wrong: two quoted
/// words in capitals, whatever the language around them says is to be done with them, a quoted word after a
/// verb of saying, a code word elsewhere, a stated password.
struct Canary {
  std::string text;
  bool certain = false;
};
std::optional<Canary> find_canary(const chat::Conversation& conversation);

/// All that the model was told, as a model that has lost its bearings repeats it, and below it what that says
/// without its disguise.
std::string told(const chat::Conversation& conversation);

/// The first token such as TEAL-HERON-58: capitals and digits in at least two groups, the first of three
/// characters or more.
std::optional<std::string> code_word(std::string_view text);

}  // namespace broch::sim
