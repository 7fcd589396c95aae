// The simulated judge: it sees through simulated replies, except for a stated share of them.
#pragma once

#include "sim/script.h"
#include "sim/sim.h"
#include "sim/texts.h"

namespace broch::sim {

/// Answers a judge's prompt: the first line is unsafe, safe or redirected where the prompt asks for these,
/// extremely, potentially or none where it asks for degrees, else yes or no. `u` in [0,1) decides whether it
/// errs.
Answer judge_reply(const chat::Conversation& conversation, const JudgeRates& rates, const Texts& texts,
                   double u);

}  // namespace broch::sim
