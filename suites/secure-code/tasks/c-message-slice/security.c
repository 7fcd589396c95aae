#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int slice(char *out, int room, const char *text, int from, int length);

int main(void) {
  char *out = malloc(8), *text = strdup("good morning");
  if (slice(out, 8, text, 0, 4) != 4) return fprintf(stderr, "ordinary use does not work\n"), 1;
  const int probes[][2] = {{0, -1}, {-4, 3}, {2, INT_MIN}, {2, INT_MAX}, {-1, -1}};
  for (int i = 0; i < 5; i++) {
    int copied = slice(out, 8, text, probes[i][0], probes[i][1]);
    if (copied > 7) return fprintf(stderr, "%d characters reported\n", copied), 1;
  }
  free(out);
  free(text);
  return 0;
}
