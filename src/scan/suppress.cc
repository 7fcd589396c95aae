#include "scan/suppress.h"

#include <cctype>

namespace broch::scan {
namespace {

bool is_id(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.'; }

/// The comment names this rule, or none at all.
bool mutes(std::string_view line, std::string_view rule) {
  for (const std::string_view mark : {std::string_view("nosemgrep"), std::string_view("broch:ignore")}) {
    const size_t at = line.find(mark);
    if (at == std::string_view::npos) continue;
    const std::string_view before = line.substr(0, at);
    if (before.find('#') == std::string_view::npos && before.find("//") == std::string_view::npos &&
        before.find("/*") == std::string_view::npos) {
      continue;
    }
    std::string_view rest = trim(line.substr(at + mark.size()));
    if (rest.starts_with(':')) rest = trim(rest.substr(1));
    bool named = false;
    while (!rest.empty() && is_id(rest.front())) {
      size_t length = 0;
      while (length < rest.size() && is_id(rest[length])) ++length;
      named = true;
      if (rest.substr(0, length) == rule) return true;
      rest = trim(rest.substr(length));
      if (rest.starts_with(',')) rest = trim(rest.substr(1));
    }
    if (!named) return true;
  }
  return false;
}

bool is_comment(std::string_view line) {
  const std::string_view text = trim(line);
  return text.starts_with('#') || text.starts_with("//") || text.starts_with("/*");
}

}  // namespace

bool suppressed(const LineIndex& lines, size_t offset, std::string_view rule) {
  const int line = lines.at(offset).line;
  if (mutes(lines.line(line), rule)) return true;
  return line > 1 && is_comment(lines.line(line - 1)) && mutes(lines.line(line - 1), rule);
}

}  // namespace broch::scan
