#include "scan/prefilter/regex_assertions.h"

#include "scan/prefilter/regex_extent.h"

namespace broch::scan {
namespace {

bool is_look_around(std::string_view rest) {
  return rest.starts_with("(?=") || rest.starts_with("(?!") || rest.starts_with("(?<=") ||
         rest.starts_with("(?<!");
}

}  // namespace

std::string without_assertions(std::string_view expression) {
  std::string out;
  for (size_t at = 0; at < expression.size();) {
    const std::string_view rest = expression.substr(at);
    if (rest[0] == '\\' || rest[0] == '[' || is_look_around(rest)) {
      const size_t end = end_of_part(expression, at);
      if (end == std::string_view::npos) return std::string(expression);
      out += rest[0] == '(' ? "(?:)" : expression.substr(at, end - at);
      at = end;
    } else if (rest.starts_with("(?>")) {
      out += "(?:";
      at += 3;
    } else {
      const bool possessive =
          rest[0] == '+' && !out.empty() && (out.back() == '+' || out.back() == '*' || out.back() == '?');
      if (!possessive) out += rest[0];
      ++at;
    }
  }
  return out;
}

}  // namespace broch::scan
