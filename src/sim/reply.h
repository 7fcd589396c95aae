// Puts an outcome into words.
#pragma once

#include <string_view>

#include "sim/question.h"
#include "sim/sim.h"
#include "sim/texts.h"

namespace broch::sim {

/// Text and truth of a reply with this outcome. What stands for harm is a marker, "[simulated compliance:
/// …]".
Answer write_reply(std::string_view outcome, const Question& question, const chat::Conversation& conversation,
                   const Texts& texts, Random& random);

inline constexpr std::string_view kMarker = "[simulated compliance:";

}  // namespace broch::sim
