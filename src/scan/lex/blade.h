// Templates of Laravel (Blade): markup with expressions of PHP in it, and without a tag of PHP.
#pragma once

#include <optional>
#include <string_view>

#include "scan/lex/markup.h"

namespace broch::scan {

/// The code of a template, where it stood: `{{ e }}` is the statement `e;`, and `{!! e !!}`, which writes e
/// as it is, is an echo. `@if (e)` and the other control words are as in PHP, without a body; any other
/// `@name(e)` is a call. Nothing where the text is no template: where it has a tag of PHP, no line of it
/// begins as markup, or a statement ends outside of the braces, so that code cannot hide as markup.
std::optional<CodeInMarkup> code_in_blade(std::string_view text);

}  // namespace broch::scan
