#include <stdlib.h>
#include <string.h>

struct entry {
  char *name;
  int *values;
  struct entry *next;
};

struct entry *make_entry(const char *name, int count) {
  struct entry *e = malloc(sizeof *e);
  if (e == NULL) return NULL;
  e->name = malloc(strlen(name) + 1);
  // ruleid: c-unchecked-member-allocation
  strcpy(e->name, name);
  e->values = calloc(count, sizeof(int));
  // ruleid: c-unchecked-member-allocation
  e->values[0] = 1;
  return e;
}

struct entry *make_checked(const char *name, int count) {
  struct entry *e = malloc(sizeof *e);
  if (!e) return NULL;
  e->name = malloc(strlen(name) + 1);
  e->values = calloc(count, sizeof(int));
  if (!e->name || e->values == NULL) {
    free(e);
    return NULL;
  }
  // ok: c-unchecked-member-allocation
  strcpy(e->name, name);
  // ok: c-unchecked-member-allocation
  e->values[0] = 1;
  return e;
}

void straight(void) {
  int *total = NULL;
  // ruleid: c-null-dereference
  int n = *total;
  struct entry *head;
  head = NULL;
  // ruleid: c-null-dereference
  head->next = make_entry("a", n);
}

void assigned(int n) {
  int *total = NULL;
  total = &n;
  // ok: c-null-dereference
  n = *total;
  struct entry *head = NULL;
  if (head != NULL) {
    // ok: c-null-dereference
    n = head->values[0];
  }
}

int *larger(int *a, int *b) {
  if (*a > *b) return a;
  if (*b > *a) return b;
  return NULL;
}

char *after_colon(char *text) {
  for (; *text; text++) {
    if (*text == ':') return text + 1;
  }
  return NULL;
}

char first(char *line, char *other) {
  char *value = after_colon(line);
  // ruleid: c-null-returned
  char c = *value;
  char *second = after_colon(other);
  if (second == NULL) return c;
  // ok: c-null-returned
  return *second;
}

int largest(int a, int b) {
  // ruleid: c-null-returned
  return *larger(&a, &b) + 1;
}

int largest_checked(int a, int b) {
  int *m = larger(&a, &b);
  // ok: c-null-returned
  if (m) a = *m;
  return a;
}

char *field_of(struct record *r, int version) {
  switch (version) {
    case 1: return r->first;
    default: return NULL;
  }
}

int first_field(struct record *r) {
  // ok: c-null-returned
  return *field_of(r, 1);
}

node *joined(node *a, node *b) {
  if (a->size + b->size > LIMIT) return NULL;
  return append(a, b);
}

// ok: c-null-returned
LIBRARY_STATIC node *joined(node *a, node *b);
