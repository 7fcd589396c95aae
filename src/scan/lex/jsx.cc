#include "scan/lex/jsx.h"

#include <algorithm>
#include <cctype>

#include "scan/lex/word.h"

namespace broch::scan {
namespace {

constexpr std::string_view kReserved[] = {
    "break", "case",   "catch", "class",      "const",   "continue", "debugger", "default", "delete",
    "do",    "else",   "enum",  "export",     "extends", "false",    "finally",  "for",     "function",
    "if",    "import", "in",    "instanceof", "new",     "null",     "return",   "super",   "switch",
    "this",  "throw",  "true",  "try",        "typeof",  "var",      "void",     "while",   "with"};

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

}  // namespace

// Nothing may be assigned to a reserved word: a single `=` behind one makes it an attribute, or the name of a
// field, which is the same with another letter.
std::optional<std::string> without_reserved_attributes(std::string_view text) {
  if (text.find("/>") == std::string_view::npos && text.find("</") == std::string_view::npos) {
    return std::nullopt;
  }
  std::optional<std::string> out;
  for (size_t at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    const char after = at + 1 < text.size() ? text[at + 1] : '\0';
    if (after == '=' || after == '>') continue;
    size_t end = at;
    while (end > 0 && is_blank(text[end - 1])) --end;
    size_t begin = end;
    while (begin > 0 && is_word_char(text[begin - 1])) --begin;
    if (std::ranges::find(kReserved, text.substr(begin, end - begin)) == std::end(kReserved)) continue;
    if (!out) out = text;
    (*out)[begin] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[begin])));
  }
  return out;
}

}  // namespace broch::scan
