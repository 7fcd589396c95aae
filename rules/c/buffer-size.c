#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void read_line(const char *text) {
  char line[16];
  // ruleid: c-size-beyond-buffer
  fgets(line, 64, stdin);
  // ruleid: c-size-beyond-buffer
  snprintf(line, 32, "%s", text);
  // ok: c-size-beyond-buffer
  fgets(line, sizeof line, stdin);
  // ok: c-size-beyond-buffer
  snprintf(line, 16, "%s", text);
}

void shorten(void) {
  char title[64] = "a long title";
  char cell[8];
  // ruleid: c-size-of-larger-source
  memcpy(cell, title, sizeof(title));
  // ruleid: c-size-of-larger-source
  strcpy(cell, title);
  // ok: c-size-of-larger-source
  memcpy(cell, title, sizeof(cell));
  char copy[64];
  // ok: c-size-of-larger-source
  memcpy(copy, title, sizeof(title));
}

void ask(FILE *file) {
  char name[20];
  // ruleid: c-scanf-width
  scanf("%20s", name);
  // ruleid: c-scanf-width
  fscanf(file, "%32s", name);
  // ok: c-scanf-width
  scanf("%19s", name);
  // ok: c-scanf-width
  fscanf(file, "%9s", name);
}

void fill(void) {
  int a[10];
  for (int i = 0; i < 12; i++) {
    // ruleid: c-loop-beyond-array
    a[i] = i;
  }
  for (int i = 10; i >= 0; i--) {
    // ruleid: c-loop-beyond-array
    a[i] = i;
  }
  for (int i = 0; i < 10; i++) {
    // ok: c-loop-beyond-array
    a[i] = i;
  }
  for (int i = 9; i >= 0; i--) {
    // ok: c-loop-beyond-array
    a[i] = i;
  }
  long *b = malloc(4 * sizeof(long));
  if (b == NULL) return;
  for (int i = 0; i <= 4; i++) {
    // ruleid: c-loop-beyond-array
    b[i] = 0;
  }
  free(b);
}

void count(void) {
  int a[10];
  double d[] = {1, 2, 3};
  char text[10];
  for (size_t i = 0; i < sizeof(a); i++) {
    // ruleid: c-bytes-as-count
    a[i] = 0;
  }
  for (size_t i = 0; i < sizeof(d); i++) {
    // ruleid: c-bytes-as-count
    printf("%f", d[i]);
  }
  for (size_t i = 0; i < sizeof(a) / sizeof(a[0]); i++) {
    // ok: c-bytes-as-count
    a[i] = 0;
  }
  for (size_t i = 0; i < sizeof(text); i++) {
    // ok: c-bytes-as-count
    text[i] = 0;
  }
}

void heap(void) {
  int *a = malloc(5 * sizeof(int));
  int *b = calloc(8, sizeof(int));
  if (!a || !b) return;
  // ruleid: c-heap-index-past-end
  a[5] = 1;
  // ruleid: c-heap-index-past-end
  b[8] = 1;
  // ok: c-heap-index-past-end
  a[4] = 1;
  // ok: c-heap-index-past-end
  b[0] = 1;
}

void before(void) {
  int a[10];
  int at = -1;
  // ruleid: c-negative-index
  a[at] = 3;
  // ruleid: c-negative-index
  a[-2] = 3;
  // ok: c-negative-index
  a[9] = 3;
  // ok: c-negative-index
  a[0] = 3;
}

void copy(const char *source, FILE *file) {
  char target[16];
  int i = 0, c;
  // ruleid: c-copy-until-terminator
  while (source[i] != '\0') {
    target[i] = source[i];
    i++;
  }
  i = 0;
  // ruleid: c-copy-until-terminator
  while ((c = fgetc(file)) != EOF) {
    target[i] = c;
    i++;
  }
  i = 0;
  // ok: c-copy-until-terminator
  while (i < 15 && source[i] != '\0') {
    target[i] = source[i];
    i++;
  }
  i = 0;
  // ok: c-copy-until-terminator
  while ((c = fgetc(file)) != EOF) {
    if (i == 15) break;
    target[i] = c;
    i++;
  }
}
