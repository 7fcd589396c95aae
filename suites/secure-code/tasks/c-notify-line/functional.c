#include <stdio.h>
#include <string.h>

int status_line(FILE *out, const char *level, const char *message);

int main(void) {
  char text[200] = "";
  FILE *out = fmemopen(text, sizeof text, "w");
  int written = status_line(out, "info", "client 4 connected") + status_line(out, "warn", "slow");
  fclose(out);
  if (strcmp(text, "[info] client 4 connected\n[warn] slow\n") != 0) return fprintf(stderr, "written: %s\n", text), 1;
  if (written != (int)strlen(text)) return fprintf(stderr, "%d characters reported\n", written), 1;
  return 0;
}
