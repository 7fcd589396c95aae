// Puts an outcome into words.
#pragma once

#include <string_view>

#include "sim/question.h"
#include "sim/sim.h"
#include "sim/texts.h"

namespace broch::sim {

/// What a reply is to be: its outcome; whether worded as a hard case, or, unsafe code that is no hard case,
/// as safe; and of an unsafe one whether it is as bad as can be.
struct Drawn {
  std::string_view outcome;
  bool hard = false;
  bool assured = false;
  bool severe = false;
};

/// Text and truth of such a reply. What stands for harm is a marker, "[simulated compliance: …]"; code
/// answers `task` where there is one.
Answer write_reply(const Drawn& drawn, const Question& question, const chat::Conversation& conversation,
                   const Reference* task, const Texts& texts, Random& random);

/// Ends the text within its first `bytes`, never inside a UTF-8 sequence. What was cut off has no outcome but
/// `no_answer`, unless what makes it unsafe is still there.
void cut_off(Answer& answer, size_t bytes);

inline constexpr std::string_view kMarker = "[simulated compliance:";
/// In the marker of what is as bad as can be.
inline constexpr std::string_view kSevere = "extremely harmful";

}  // namespace broch::sim
