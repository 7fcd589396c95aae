#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct circle {
  int radius;
};

struct label {
  char *text;
};

union value {
  int number;
  float fraction;
  char *text;
};

void address(char **argv, int *table) {
  long typed = strtol(argv[1], NULL, 16);
  // ruleid: c-pointer-from-input
  int *p = (int *)typed;
  unsigned long n;
  scanf("%lx", &n);
  // ruleid: c-pointer-from-input
  char *q = (char *)n;
  long index = strtol(argv[2], NULL, 10);
  if (index < 0 || index > 9) return;
  // ok: c-pointer-from-input
  int *r = (int *)&table[index];
  // ok: c-pointer-from-input
  char *copy = (char *)argv[1];
  printf("%d %c %d %s", *p, *q, *r, copy);
}

void received(FILE *file) {
  void *handle;
  scanf("%p", &handle);
  // ruleid: c-pointer-read-from-input
  printf("%s", handle);
  char *name;
  fread(&name, sizeof(name), 1, file);
  // ruleid: c-pointer-read-from-input
  name[0] = 'x';
  int length;
  fread(&length, sizeof(length), 1, file);
  char text[80];
  fread(text, 1, sizeof(text), file);
  // ok: c-pointer-read-from-input
  text[0] = 'x';
  // ok: c-pointer-read-from-input
  printf("%d", length);
}

void read_as(void) {
  int i = 4;
  // ruleid: c-other-type
  float f = *(float *)&i;
  char bytes[8];
  int *number = (int *)bytes;
  // ruleid: c-other-type
  printf("%d %f", *number, f);
  union value v;
  v.number = 3;
  // ruleid: c-other-type
  printf("%s", v.text);
  union value w;
  w.fraction = 3;
  // ok: c-other-type
  printf("%f", w.fraction);
  // ok: c-other-type
  memcpy(&f, &i, sizeof f);
}

void shapes(void) {
  struct circle c;
  // ruleid: c-struct-of-other-type
  struct label *l = (struct label *)&c;
  struct circle *p = &c;
  // ruleid: c-struct-of-other-type
  struct label *m = (struct label *)p;
  // ok: c-struct-of-other-type
  struct circle *same = (struct circle *)&c;
  // ok: c-struct-of-other-type
  struct label *fresh = (struct label *)malloc(sizeof(struct label));
  printf("%s %s %d %p", l->text, m->text, same->radius, (void *)fresh);
}
