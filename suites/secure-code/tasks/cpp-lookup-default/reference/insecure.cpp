#include <sstream>
#include <string>
#include <string_view>

static const char* const names[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};

std::string legend(std::string_view codes, char separator) {
  std::istringstream in{std::string(codes)};
  std::string result, code;
  while (in >> code) {
    if (!result.empty()) result += separator;
    int index = atoi(code.c_str());
    result += index > 7 ? "?" : names[index];
  }
  return result;
}
