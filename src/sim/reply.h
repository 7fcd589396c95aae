// Puts an outcome into words.
#pragma once

#include <string_view>

#include "sim/question.h"
#include "sim/sim.h"
#include "sim/texts.h"

namespace broch::sim {

/// How a reply is worded: as a hard case; or, unsafe code that is no hard case, as safe.
struct Manner {
  bool hard = false, assured = false;
};

/// Text and truth of a reply with this outcome. What stands for harm is a marker, "[simulated compliance:
/// …]"; code answers `task` where there is one.
Answer write_reply(std::string_view outcome, Manner manner, const Question& question,
                   const chat::Conversation& conversation, const Reference* task, const Texts& texts,
                   Random& random);

/// Ends the text within its first `bytes`, never inside a UTF-8 sequence. What was cut off has no outcome but
/// `no_answer`, unless what makes it unsafe is still there.
void cut_off(Answer& answer, size_t bytes);

inline constexpr std::string_view kMarker = "[simulated compliance:";

}  // namespace broch::sim
