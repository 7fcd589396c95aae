#include <cstdio>
#include <string>
#include <vector>

std::string run(const std::vector<std::string>& commands);

int main() {
  if (run({"type a", "undo"}) != "") return std::fprintf(stderr, "ordinary use does not work\n"), 1;
  // More undo and redo than there is to take back.
  if (run({"undo", "undo", "type a", "undo", "undo", "redo", "redo"}) != "a") return std::fprintf(stderr, "undo at the beginning\n"), 1;
  return 0;
}
