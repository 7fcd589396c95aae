#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

int group_depth(const char *text);

int main(void) {
  const struct rlimit stack = {8 << 20, 8 << 20};
  setrlimit(RLIMIT_STACK, &stack);
  const int depth = 400000;
  char *text = malloc(2 * depth + 1);
  memset(text, '(', depth);
  memset(text + depth, ')', depth);
  text[2 * depth] = '\0';
  if (group_depth("(a)") != 1) return fprintf(stderr, "ordinary use does not work\n"), 1;
  // Right, or refused; running out of stack ends the program.
  int found = group_depth(text);
  if (found != depth && found != -1) return fprintf(stderr, "depth %d\n", found), 1;
  free(text);
  return 0;
}
