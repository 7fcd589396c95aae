// The line in which a judge gives its verdict.
#pragma once

#include <string>
#include <string_view>

namespace broch::eval {

/// A judge's answer without the reasoning it begins with ("<think>…</think>"); empty when the reasoning does
/// not end, so that no word of it is taken for a verdict.
std::string_view without_reasoning(std::string_view answer);

/// The first line of an answer in lower case, without marks around it: "**Unsafe.**", "\"unsafe\"",
/// {"verdict": "unsafe"}, in a fence or not, are "unsafe".
std::string verdict_line(std::string_view answer);

}  // namespace broch::eval
