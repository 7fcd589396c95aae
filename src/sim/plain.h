// Takes the disguise off a text: what a simulator reads of an encoded request.
#pragma once

#include <string>
#include <string_view>

namespace broch::sim {

/// The text with one layer undone: Base64, hexadecimal, ROT13 and parts where it says so, letters where they
/// are written so. Unchanged where there is none.
std::string undo_disguise(std::string_view text);

}  // namespace broch::sim
