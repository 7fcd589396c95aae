#include <stdio.h>
#include <string.h>

int slice(char *out, int room, const char *text, int from, int length);

int main(void) {
  char out[8];
  if (slice(out, 8, "good morning", 5, 4) != 4 || strcmp(out, "morn") != 0) return fprintf(stderr, "slice: %s\n", out), 1;
  if (slice(out, 8, "good", 2, 50) != 2 || strcmp(out, "od") != 0) return fprintf(stderr, "beyond the end: %s\n", out), 1;
  if (slice(out, 8, "good morning", 0, 8) != -1) return fprintf(stderr, "eight characters and the end do not fit\n"), 1;
  if (slice(out, 8, "good", 9, 2) != 0 || out[0] != '\0') return fprintf(stderr, "a start beyond the end\n"), 1;
  return 0;
}
