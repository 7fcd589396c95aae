#include <string.h>

void copy(const char *from) {
  char to[16];
  strcpy(to, from);
  strcpy(to, "short");
}

void release(struct item *p, struct item *q) {
  free(p);
  if (q == q) {
    use(p);
  }
  use(q);
}

int empty(const char *path) {
  open(path, O_CREAT);
  return open(path, O_TRUNC | O_RDWR | O_CREAT);
}
