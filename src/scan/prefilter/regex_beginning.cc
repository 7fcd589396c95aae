#include "scan/prefilter/regex_beginning.h"

#include <cctype>

#include "scan/prefilter/regex_extent.h"

namespace broch::scan {
namespace {

constexpr size_t kNone = std::string_view::npos;

/// Groups that only set flags, or hold nothing.
size_t end_of_flags(std::string_view text) {
  size_t at = 0;
  while (text.substr(at).starts_with("(?")) {
    const size_t end = text.find(')', at);
    const std::string_view flags = text.substr(at + 2, end == kNone ? 0 : end - at - 2);
    if (end == kNone || (flags != ":" && flags.find_first_not_of("imsU-") != kNone)) break;
    at = end + 1;
  }
  return at;
}

/// A reference counts groups; a condition asks for one; what begins so has a meaning of its own.
bool refers_to_groups(std::string_view text) {
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (text.substr(i).starts_with("(?(") || text.substr(i).starts_with("(?P=") ||
        text.substr(i).starts_with("(?|"))
      return true;
    if (text[i] != '\\') continue;
    if (std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0 || text[i + 1] == 'k' ||
        text[i + 1] == 'g')
      return true;
    ++i;
  }
  return false;
}

}  // namespace

std::string without_optional_beginning(std::string_view expression) {
  const size_t flags = end_of_flags(expression);
  std::string_view rest = expression.substr(flags);
  if (refers_to_groups(expression) || expression.find("\\Q") != kNone) return std::string(expression);
  while (!rest.empty() && rest.front() != '|' && rest.front() != ')') {
    // What looks around, or sets flags for what follows, is no part that may be missing.
    if (rest.starts_with("(?") && !rest.starts_with("(?:") && !rest.starts_with("(?<") &&
        !rest.starts_with("(?P<"))
      break;
    if (rest.starts_with("(?<=") || rest.starts_with("(?<!") || rest.starts_with("(*")) break;
    const size_t end = end_of_part(rest, 0);
    if (end == kNone || end >= rest.size() || (rest[end] != '?' && rest[end] != '*')) break;
    rest.remove_prefix(end + 1);
    if (rest.starts_with('?') || rest.starts_with('+')) rest.remove_prefix(1);
  }
  return std::string(expression.substr(0, flags)).append(rest);
}

}  // namespace broch::scan
