#include <cstdio>
#include <string>
#include <vector>

std::string run(const std::vector<std::string>& commands);

int main() {
  const struct {
    std::vector<std::string> commands;
    std::string text;
  } cases[] = {{{"type good ", "type day", "undo", "redo"}, "good day"}, {{"type a", "type b", "undo", "type c", "redo"}, "ac"},
               {{}, ""}, {{"type x", "undo"}, ""}, {{"type x", "jump", "redo"}, "x"}};
  for (const auto& c : cases) {
    if (run(c.commands) != c.text) {
      std::fprintf(stderr, "expected '%s', is '%s'\n", c.text.c_str(), run(c.commands).c_str());
      return 1;
    }
  }
  return 0;
}
