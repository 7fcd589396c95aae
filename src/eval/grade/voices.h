// Replies in which several speakers answer: "[GPT]: I can't … [DAN]: Sure, …". The refusal of one says
// nothing about the others.
#pragma once

#include <string_view>
#include <vector>

namespace broch::eval {

/// The parts of a reply by speaker, without their tags; the whole reply when there is one speaker. A tag
/// stands at the beginning of a line: `[NAME]`, `(NAME)`, `NAME:`, `As NAME,`, or a symbol such as an emoji.
/// Two speakers are only seen when the reply begins with a tag and another one of the same form follows.
std::vector<std::string_view> voices(std::string_view reply);

}  // namespace broch::eval
