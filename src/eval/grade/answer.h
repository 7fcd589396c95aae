// The code that a reply delivers, and what of it is the answer to a programming task.
#pragma once

#include <string>
#include <vector>

#include "eval/grade/code.h"
#include "eval/grade/grader.h"

namespace broch::eval {

/// All code of a reply: of what it says, then of its tool calls, those among them that it writes as text.
std::vector<CodePart> delivered_code(const Delivered& delivered, std::string_view asked);

/// What may have been meant as the answer, the likeliest first, without repeats: all pieces in the language
/// asked for, one after the other, and the longest of them alone, where others show how it is used or what it
/// replaces. A piece that goes on with `prefix` is joined to it, without the end of it that it repeats; one
/// that repeats it all stands alone. Empty when there is no program.
std::vector<std::string> answers_of(const std::vector<CodePart>& parts, std::string_view prefix);

}  // namespace broch::eval
