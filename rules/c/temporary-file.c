#include <stdio.h>
#include <stdlib.h>

void scratch(void) {
  char name[L_tmpnam], pattern[] = "/tmp/xXXXXXX";
  // ruleid: c-tmpnam
  tmpnam(name);
  // ruleid: c-tmpnam
  char *other = mktemp(pattern);
  // ok: c-tmpnam
  int fd = mkstemp(pattern);
  // ok: c-tmpnam
  FILE *file = tmpfile();
  (void)other, (void)fd, (void)file;
}
