#include "scan/match/typed.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "scan/match/placeholder.h"

namespace broch::scan {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$'; }

/// Words after which a parenthesis is an expression, where after other words it is a list of parameters.
constexpr std::string_view kBeforeExpression[] = {"return", "throw", "case", "await", "yield", "else",
                                                  "go",     "defer", "in",   "not",   "and",   "or"};
/// Operators that read like a type.
constexpr std::string_view kNoTypes[] = {"new",    "await", "return", "throw",    "typeof",
                                         "sizeof", "not",   "delete", "in",       "is",
                                         "as",     "yield", "void",   "co_await", "instanceof"};

template <typename Words>
bool among(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// A list of parameters stands directly behind a name, an expression behind anything else.
bool follows_name(std::string_view text) {
  size_t end = text.size();
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
  if (end == 0) return false;
  if (text[end - 1] == ']' || text[end - 1] == ')' || text[end - 1] == '>') return true;
  size_t begin = end;
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  if (begin == end) return false;
  return !among(kBeforeExpression, text.substr(begin, end - begin));
}

bool begins_body(std::string_view rest) {
  rest = trim(rest);
  return rest.starts_with("=>") || rest.starts_with('{') || rest.starts_with(':');
}

/// `a * $X` and `a & $X` with blanks on both sides multiply, unless `a` is a type of the language.
bool multiplies(std::string_view type) {
  if (type.size() < 2 || (type.back() != '*' && type.back() != '&')) return false;
  const std::string_view before = type.substr(0, type.size() - 1);
  if (!before.ends_with(' ')) return false;
  const std::string_view name = trim(before);
  constexpr std::string_view kPrimitive[] = {"char",  "int",    "long", "short",
                                             "float", "double", "void", "unsigned"};
  return name.starts_with('$') ||
         (name.find(' ') == std::string_view::npos && !name.ends_with("_t") && !among(kPrimitive, name));
}

/// The type and the metavariable of what stands between parentheses; false when it is something else.
bool take_apart(std::string_view inside, TypedStyle style, std::string_view& type,
                std::string_view& variable) {
  inside = trim(inside);
  if (style == TypedStyle::kNameFirst) {
    const size_t length = metavariable_length(inside);
    if (length == 0 || inside.starts_with("$...")) return false;
    variable = inside.substr(1, length - 1);
    const std::string_view rest = trim(inside.substr(length));
    if (!rest.starts_with(':') || rest.starts_with("::")) return false;
    type = trim(rest.substr(1));
    return !type.empty();
  }
  const size_t at = inside.rfind('$');
  if (at == std::string_view::npos || at == 0 || inside.substr(at).starts_with("$...") ||
      metavariable_length(inside.substr(at)) != inside.size() - at) {
    return false;
  }
  variable = inside.substr(at + 1);
  const std::string_view before = inside.substr(0, at);
  const bool blank = std::isspace(static_cast<unsigned char>(before.back()));
  type = trim(before);
  if (type.empty() || (!blank && type.back() != '*' && type.back() != '&')) return false;
  if (blank && multiplies(type)) return false;
  if (!is_word(type.front()) || std::isdigit(static_cast<unsigned char>(type.front()))) return false;
  return is_word(type.back()) || std::string_view(">]*&?").find(type.back()) != std::string_view::npos;
}

class Taker {
 public:
  Taker(std::string_view text, TypedStyle style) : text_(text), style_(style) {}

  TypedPattern run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'' || c == '`') {
        copy_string(c);
      } else if (c != '(' || !take()) {
        out_.text += c;
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  void copy_string(char quote) {
    const size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_ + 1, text_.size());
    out_.text += text_.substr(begin, at_ - begin);
  }

  bool take() {
    const size_t close = text_.find_first_of("()", at_ + 1);
    if (close == std::string_view::npos || text_[close] != ')') return false;
    std::string_view type, variable;
    if (!take_apart(text_.substr(at_ + 1, close - at_ - 1), style_, type, variable)) return false;
    if (follows_name(text_.substr(0, at_)) || begins_body(text_.substr(close + 1))) return false;
    const std::string_view first = type.substr(0, type.find_first_of(" \t<*&.["));
    if (among(kNoTypes, first)) return false;
    TypedVariable typed{.variable = std::string(variable)};
    if (metavariable_length(type) == type.size()) {
      typed.binds = type.substr(1);
    } else {
      typed.type = parse_type(type);
      if (!typed.type.known()) return false;
    }
    // An anonymous variable gets a name, so that the type is not that of its namesakes.
    if (typed.variable == "_") typed.variable = "_TYPED_" + std::to_string(out_.variables.size());
    out_.text += "$" + typed.variable;
    out_.variables.push_back(std::move(typed));
    at_ = close + 1;
    return true;
  }

  std::string_view text_;
  TypedStyle style_;
  size_t at_ = 0;
  TypedPattern out_;
};

}  // namespace

TypedPattern take_types(std::string_view pattern, TypedStyle style) {
  if (style == TypedStyle::kNone) return {.text = std::string(pattern), .variables = {}};
  return Taker(pattern, style).run();
}

}  // namespace broch::scan
