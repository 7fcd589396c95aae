#include "scan/prefilter/regex_extent.h"

#include <algorithm>

namespace broch::scan {
namespace {

size_t end_of_class(std::string_view expression, size_t at) {
  ++at;
  // `[]` and `[^]` begin with a bracket that is a member.
  if (expression.substr(at).starts_with("^")) ++at;
  if (expression.substr(at).starts_with("]")) ++at;
  for (; at < expression.size() && expression[at] != ']'; ++at) {
    if (expression[at] == '\\') {
      ++at;
    } else if (expression.substr(at).starts_with("[:")) {
      at = std::min(expression.find(":]", at), expression.size() - 1) + 1;
    }
  }
  return at < expression.size() ? at + 1 : std::string_view::npos;
}

}  // namespace

size_t end_of_part(std::string_view expression, size_t at) {
  int depth = 0;
  while (at < expression.size()) {
    size_t end = at + 1;
    if (expression[at] == '\\') {
      end = at + 2 <= expression.size() ? at + 2 : std::string_view::npos;
    } else if (expression[at] == '[') {
      end = end_of_class(expression, at);
    } else if (expression[at] == '(') {
      ++depth;
    } else if (expression[at] == ')') {
      --depth;
    }
    if (depth <= 0 || end == std::string_view::npos) return end;
    at = end;
  }
  return std::string_view::npos;
}

}  // namespace broch::scan
