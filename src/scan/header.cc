// A header named `.h` belongs to C or to C++; what is written in it tells.
#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "scan/files.h"
#include "scan/lex/balance.h"
#include "scan/lex/word.h"

namespace broch::scan {
namespace {

/// `a::b` outside of a string.
bool qualifies(std::string_view line) {
  bool in_string = false;
  for (size_t i = 0; i + 2 < line.size(); ++i) {
    if (line[i] == '"' && (i == 0 || line[i - 1] != '\\')) in_string = !in_string;
    if (!in_string && i > 0 && line[i] == ':' && line[i + 1] == ':' && is_word_char(line[i - 1]) &&
        is_word_char(line[i + 2])) {
      return true;
    }
  }
  return false;
}

/// What no line of C begins with.
bool begins_cpp(std::string_view line) {
  constexpr std::string_view kWords[] = {"class ",   "namespace ", "template <", "template<",
                                         "using ",   "public:",    "private:",   "protected:",
                                         "virtual ", "constexpr ", "friend "};
  return std::ranges::any_of(kWords, [&](std::string_view word) { return line.starts_with(word); });
}

/// The code is for C++ alone, or the header says so; what C++ sees of a header of C does not count.
bool is_cpp(std::string_view text) {
  std::string code(text);
  for (const Span comment : comments(text, Grammar::of(Language::kC).spec().lex)) {
    for (size_t i = comment.begin; i < comment.end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
  }
  int conditions = 0;  // nested #if, from the one that asks for C++
  for (const std::string_view whole : split(code, '\n')) {
    const std::string_view line = trim(whole);
    if (line.starts_with('#')) {
      const std::string_view directive = trim(line.substr(1));
      if (directive.starts_with("if")) {
        if (conditions > 0 || directive.find("__cplusplus") != std::string_view::npos) ++conditions;
      } else if (conditions > 0 &&
                 (directive.starts_with("endif") || (conditions == 1 && directive.starts_with("el")))) {
        --conditions;
      }
      continue;
    }
    if (conditions == 0 && (begins_cpp(line) || qualifies(line))) return true;
  }
  return false;
}

}  // namespace

Language language_of(std::string_view path, Language by_name, std::string_view text) {
  const bool header = by_name == Language::kC && (path.ends_with(".h") || path.ends_with(".H"));
  return header && is_cpp(text) ? Language::kCpp : by_name;
}

}  // namespace broch::scan
