#include "scan/prefilter/regex_assertions.h"

namespace broch::scan {
namespace {

/// The end of the group that opens at `at`, or npos when it does not close.
size_t end_of_group(std::string_view expression, size_t at) {
  int depth = 0;
  bool in_class = false;
  for (; at < expression.size(); ++at) {
    const char c = expression[at];
    if (c == '\\') {
      ++at;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      // `[]` and `[^]` begin with a bracket that is a member.
      if (expression.substr(at + 1).starts_with("]")) at += 1;
      if (expression.substr(at + 1).starts_with("^]")) at += 2;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

bool is_look_around(std::string_view rest) {
  return rest.starts_with("(?=") || rest.starts_with("(?!") || rest.starts_with("(?<=") ||
         rest.starts_with("(?<!");
}

}  // namespace

std::string without_assertions(std::string_view expression) {
  std::string out;
  bool in_class = false;
  for (size_t at = 0; at < expression.size(); ++at) {
    const char c = expression[at];
    const std::string_view rest = expression.substr(at);
    if (c == '\\' && rest.size() > 1) {
      out += rest.substr(0, 2);
      ++at;
      continue;
    }
    if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      out += c;
      if (rest.substr(1).starts_with("^")) out += expression[++at];
      if (expression.substr(at + 1).starts_with("]")) out += expression[++at];
      continue;
    } else if (is_look_around(rest)) {
      const size_t end = end_of_group(expression, at);
      if (end == std::string_view::npos) return std::string(expression);
      out += "(?:)";
      at = end - 1;
      continue;
    } else if (rest.starts_with("(?>")) {
      out += "(?:";
      at += 2;
      continue;
    } else if (c == '+' && !out.empty() && (out.back() == '+' || out.back() == '*' || out.back() == '?')) {
      continue;  // possessive
    }
    out += c;
  }
  return out;
}

}  // namespace broch::scan
