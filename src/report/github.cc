#include "report/github.h"

#include "core/text.h"

namespace broch::report {
namespace {

/// A message is one line; a property moreover ends at `,` and its name at `:`.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : sanitize_utf8(text)) {
    switch (c) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      case ':':
        out += property ? "%3A" : ":";
        break;
      case ',':
        out += property ? "%2C" : ",";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

std::string github_command(std::string_view command,
                           const std::vector<std::pair<std::string_view, std::string>>& properties,
                           std::string_view message) {
  std::string line = "::" + std::string(command);
  char separator = ' ';
  for (const auto& [key, value] : properties) {
    line += separator;
    line.append(key).append("=").append(escaped(value, true));
    separator = ',';
  }
  return line + "::" + escaped(message, false) + "\n";
}

}  // namespace broch::report
