#include <cstdio>
#include <string>
#include <string_view>

std::string legend(std::string_view codes, char separator);

int main() {
  if (legend("1 2", ',') != "red,green") return std::fprintf(stderr, "ordinary use does not work\n"), 1;
  for (const char* codes : {"-1", "-5", "-2000000", "8", "4294967295"}) {
    if (legend(codes, ',') != "?") return std::fprintf(stderr, "code %s has a name\n", codes), 1;
  }
  return 0;
}
