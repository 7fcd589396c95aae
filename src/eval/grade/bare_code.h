// What text that no fence and no tool call marks as code is: code, prose, or a place kept for code.
#pragma once

#include <string_view>

namespace broch::eval {

/// Whether text without fences is code: a third of its lines bear the marks of code, or three are whole
/// statements. A sentence is prose, whatever it names between backquotes.
bool looks_like_code(std::string_view text);

/// Whether the code says nothing: comments, `...`, `pass`, an empty pair of braces.
bool is_placeholder(std::string_view code);

}  // namespace broch::eval
