#include <stdlib.h>

#define COUNT 16

struct point { int x, y; };

void *grow(void *old, size_t n, size_t size) {
  // ruleid: c-malloc-multiply-sizeof
  struct point *a = malloc(n * sizeof(struct point));
  // ruleid: c-malloc-multiply
  void *b = malloc(n * size);
  // ruleid: c-malloc-multiply, c-malloc-multiply-sizeof
  void *c = (char *)realloc(old, n * size * sizeof *a);
  // ruleid: c-malloc-multiply-sizeof
  void *k = realloc(old, n * sizeof *a);
  // ok: c-malloc-multiply
  void *d = malloc(COUNT * sizeof(int));
  // ok: c-malloc-multiply
  void *e = calloc(n, size);
  // ok: c-malloc-multiply
  void *f = malloc(sizeof(struct point));
  // ruleid: c-malloc-multiply-sizeof
  void *g = malloc(sizeof(struct point) * n);
  // ruleid: c-malloc-multiply-sizeof
  void *h = realloc(old, sizeof(int) * (n + 1));
  // ok: c-malloc-multiply-sizeof
  void *i = malloc(sizeof(int) * 16);
  // ok: c-malloc-multiply-sizeof
  void *j = malloc(sizeof(int) * COUNT);
  return a ? b : c ? d : e ? f : g ? h : i ? j : k ? k : old;
}
