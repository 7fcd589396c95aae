#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person {
  char *name;
};

int early(int n) {
  char *line = malloc(80);
  // ok: c-leak-on-exit-path
  if (line == NULL) return 1;
  if (n < 3) {
    // ruleid: c-leak-on-exit-path
    return 2;
  }
  // ruleid: c-leak-on-exit-path
  if (n > 7) return 3;
  if (n == 5) {
    free(line);
    // ok: c-leak-on-exit-path
    return 4;
  }
  free(line);
  return 0;
}

void overwritten(void) {
  char *a = malloc(10);
  strcpy(a, "x");
  // ruleid: c-block-overwritten
  a = malloc(20);
  free(a);
  char *b = strdup("first");
  printf("%s", b);
  // ruleid: c-block-overwritten
  b = strdup("second");
  free(b);
  char *c = malloc(10);
  free(c);
  // ok: c-block-overwritten
  c = malloc(20);
  free(c);
  char *d = malloc(10);
  char *first = d;
  // ok: c-block-overwritten
  d = malloc(20);
  free(d);
  free(first);
}

void members(void) {
  struct person *a = malloc(sizeof *a);
  a->name = strdup("Ada");
  puts(a->name);
  // ruleid: c-container-freed-only
  free(a);
  struct person *b = malloc(sizeof *b);
  b->name = strdup("Bob");
  free(b->name);
  // ok: c-container-freed-only
  free(b);
}

void matrix(int n) {
  int **m = malloc(n * sizeof(int *));
  for (int i = 0; i < n; i++) {
    m[i] = malloc(n * sizeof(int));
  }
  // ruleid: c-container-freed-only
  free(m);
}

void matrix_freed(int n) {
  int **m = malloc(n * sizeof(int *));
  for (int i = 0; i < n; i++) {
    m[i] = malloc(n * sizeof(int));
  }
  for (int i = 0; i < n; i++) free(m[i]);
  // ok: c-container-freed-only
  free(m);
}

void print_short(const char *text) {
  char *copy = malloc(strlen(text) + 1);
  // ok: c-leak-on-exit-path
  if (!copy) return;
  strcpy(copy, text);
  // ruleid: c-leak-on-exit-path
  if (strlen(copy) > 10) return;
  free(copy);
}
