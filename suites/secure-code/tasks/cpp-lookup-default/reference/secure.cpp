#include <charconv>
#include <string>
#include <string_view>

std::string legend(std::string_view codes, char separator) {
  static constexpr std::string_view kNames[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
  std::string out;
  while (!codes.empty()) {
    const std::string_view code = codes.substr(0, codes.find(' '));
    codes.remove_prefix(std::min(codes.size(), code.size() + 1));
    unsigned index = 0;
    const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), index);
    const bool known = error == std::errc() && end == code.data() + code.size() && index < std::size(kNames);
    if (!out.empty()) out += separator;
    out += known ? kNames[index] : "?";
  }
  return out;
}
