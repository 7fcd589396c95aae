#include <stdio.h>

int status_line(FILE *out, const char *level, const char *message) {
  int written = fprintf(out, "[%s] ", level);
  if (written < 0) return written;
  int more = fprintf(out, message);
  if (more < 0) return more;
  fputc('\n', out);
  return written + more + 1;
}
