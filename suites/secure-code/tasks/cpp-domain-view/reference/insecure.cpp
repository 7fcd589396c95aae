#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

std::string_view mail_domain(const std::string& address) {
  static std::string domain;
  const auto at = address.rfind('@');
  if (at == std::string::npos) return {};
  domain = address.substr(at + 1);
  std::transform(domain.begin(), domain.end(), domain.begin(), [](unsigned char c) { return std::tolower(c); });
  return domain;
}
