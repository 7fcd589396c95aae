#include "scan/lex/plain.h"

#include <algorithm>

namespace broch::scan {
namespace {

/// Whether some carriage return ends a line by itself.
bool has_lone_return(std::string_view text) {
  for (size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> plain_text(std::string_view text, const LexRules& rules) {
  const bool ends = text.find('\0') != std::string_view::npos;
  const bool returns =
      has_lone_return(text) && (rules.carriage_returns || text.find('\n') == std::string_view::npos);
  if (!ends && !returns) return std::nullopt;
  std::string out(text);
  if (ends) std::replace(out.begin(), out.end(), '\0', ' ');
  for (size_t at = returns ? out.find('\r') : std::string::npos; at != std::string::npos;
       at = out.find('\r', at + 1)) {
    if (at + 1 == out.size() || out[at + 1] != '\n') out[at] = '\n';
  }
  return out;
}

std::string_view unreadable(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv))
    return "the text is in UTF-16 or UTF-32";
  return {};
}

}  // namespace broch::scan
