// Puts an outcome into words.
#pragma once

#include <string_view>

#include "sim/question.h"
#include "sim/sim.h"
#include "sim/texts.h"

namespace broch::sim {

/// Text and truth of a reply with this outcome, worded as a hard case where `hard`. What stands for harm is a
/// marker, "[simulated compliance: …]".
Answer write_reply(std::string_view outcome, bool hard, const Question& question,
                   const chat::Conversation& conversation, const Texts& texts, Random& random);

/// Ends the text within its first `bytes`, never inside a UTF-8 sequence. What was cut off has no outcome but
/// `no_answer`, unless what makes it unsafe is still there.
void cut_off(Answer& answer, size_t bytes);

inline constexpr std::string_view kMarker = "[simulated compliance:";

}  // namespace broch::sim
