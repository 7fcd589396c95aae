#include <stdio.h>

int status_line(FILE *out, const char *level, const char *message) {
  return fprintf(out, "[%s] %s\n", level, message);
}
