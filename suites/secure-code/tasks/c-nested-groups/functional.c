#include <stdio.h>

int group_depth(const char *text);

int main(void) {
  const struct {
    const char *text;
    int depth;
  } cases[] = {{"(a(bc)(d))", 2}, {"abc", 0}, {"", 0}, {"()(())", 2}, {"(a", -1}, {"a)", -1}, {"(1)", -1}};
  for (int i = 0; i < 7; i++)
    if (group_depth(cases[i].text) != cases[i].depth) return fprintf(stderr, "%s: %d\n", cases[i].text, group_depth(cases[i].text)), 1;
  return 0;
}
