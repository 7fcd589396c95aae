#include <stdio.h>
#include <syslog.h>

#define BANNER "ready\n"

void report(const char *text, char *out, size_t size, char **argv) {
  // ruleid: c-format-string
  printf(text);
  // ruleid: c-format-string
  fprintf(stderr, argv[1]);
  // ruleid: c-format-string
  snprintf(out, size, text);
  // ruleid: c-format-string
  syslog(LOG_ERR, text);
  // ok: c-format-string
  printf("%s", text);
  // ok: c-format-string
  printf("done\n");
  // ok: c-format-string
  printf(BANNER);
  // ok: c-format-string
  fprintf(stderr, "usage: %s\n", argv[0]);
}
