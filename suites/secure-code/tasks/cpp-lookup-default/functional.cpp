#include <cstdio>
#include <string>
#include <string_view>

std::string legend(std::string_view codes, char separator);

int main() {
  if (legend("0 7 3", ',') != "black,white,yellow" || legend("", ',') != "" || legend("5", '/') != "magenta" || legend("1 8 90", ' ') != "red ? ?") {
    std::fprintf(stderr, "legend: %s\n", legend("0 7 3", ',').c_str());
    return 1;
  }
  return 0;
}
