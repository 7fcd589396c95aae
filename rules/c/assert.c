#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

void load(const char *path) {
  char *buffer = malloc(80);
  // ruleid: c-assert-on-allocation
  assert(buffer != NULL);
  FILE *file = fopen(path, "r");
  // ruleid: c-assert-on-allocation
  assert(file);
  free(buffer);
}

void load_checked(const char *path, int kind) {
  char *buffer = malloc(80);
  if (buffer == NULL) return;
  // ok: c-assert-on-allocation
  assert(buffer != NULL);
  // ok: c-assert-on-allocation
  assert(kind < 4);
  free(buffer);
}
