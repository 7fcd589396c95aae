#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

std::string_view mail_domain(const std::string& address);

int main() {
  std::vector<std::string> addresses;
  for (int i = 0; i < 50; i++) addresses.push_back("user@a-rather-long-domain-of-number-" + std::string(i, 'X') + ".Example");
  std::vector<std::string_view> domains;
  for (const std::string& address : addresses) domains.push_back(mail_domain(address));
  for (int i = 0; i < 50; i++) {
    if (domains[i] != "a-rather-long-domain-of-number-" + std::string(i, 'x') + ".example") {
      std::fprintf(stderr, "the text of an earlier result is gone\n");
      return 1;
    }
  }
  return 0;
}
