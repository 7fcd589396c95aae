#include <stdio.h>
#include <string.h>

int status_line(FILE *out, const char *level, const char *message);

int main(void) {
  const char *messages[] = {"load 100%", "%d%d%d", "100%% sure", "%5c|%x"};
  for (int i = 0; i < 4; i++) {
    char text[400] = "", expected[400];
    FILE *out = fmemopen(text, sizeof text, "w");
    status_line(out, "info", messages[i]);
    fclose(out);
    snprintf(expected, sizeof expected, "[info] %s\n", messages[i]);
    if (strcmp(text, expected) != 0) return fprintf(stderr, "percent signs of a message are interpreted\n"), 1;
  }
  return 0;
}
