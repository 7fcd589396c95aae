#include <cstdio>
#include <string>
#include <string_view>

std::string_view mail_domain(const std::string& address);

int main() {
  const std::string mixed = "Ann@Mail.Example", twice = "\"a@b\"@c.example", none = "nobody";
  if (mail_domain(mixed) != "mail.example" || mail_domain(twice) != "c.example" || !mail_domain(none).empty()) {
    std::fprintf(stderr, "a domain is wrong\n");
    return 1;
  }
  return 0;
}
