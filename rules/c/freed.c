#include <stdio.h>
#include <stdlib.h>

struct node {
  char *name;
  struct node *next;
};

void drop(struct node *n) {
  free(n->name);
  free(n);
}

void after_callee(struct node *a, struct node *b, struct node *c) {
  drop(a);
  // ruleid: c-freed-by-callee
  puts(a->name);
  drop(b);
  // ruleid: c-freed-by-callee
  drop(b);
  // ok: c-freed-by-callee
  puts(c->name);
  drop(c);
  c = malloc(sizeof *c);
  // ok: c-freed-by-callee
  if (c) c->name = NULL;
}

void alias(void) {
  char *a = malloc(3);
  char *same = a;
  free(a);
  // ruleid: c-alias-of-freed
  same[0] = 'c';
  // ruleid: c-alias-of-freed
  free(same);
}

void no_alias(void) {
  char *a = malloc(3);
  char *same = a;
  // ok: c-alias-of-freed
  same[0] = 'c';
  free(a);
  same = malloc(4);
  // ok: c-alias-of-freed
  same[0] = 'd';
  free(same);
}

void grow(void) {
  char *block = malloc(3);
  char *larger = realloc(block, 9);
  if (!larger) {
    // ok: c-use-after-realloc
    free(block);
    return;
  }
  // ruleid: c-use-after-realloc
  block[0] = 'x';
  // ruleid: c-use-after-realloc
  printf("%s", block);
  free(larger);
}

void grow_well(void) {
  char *block = malloc(3);
  char *larger = realloc(block, 9);
  if (!larger) {
    free(block);
    return;
  }
  block = larger;
  // ok: c-use-after-realloc
  block[0] = 'x';
  free(block);
}

void free_list(struct node *head) {
  struct node *p;
  // ruleid: c-list-freed-in-step
  for (p = head; p; p = p->next) {
    free(p);
  }
  while (head) {
    // ruleid: c-list-freed-in-step
    free(head);
    head = head->next;
  }
}

void free_list_well(struct node *head) {
  while (head) {
    struct node *next = head->next;
    // ok: c-list-freed-in-step
    free(head);
    head = next;
  }
  // ok: c-list-freed-in-step
  for (struct node *p = head; p; p = p->next) {
    puts(p->name);
  }
}

void inside(char *a, char *b) {
  // ruleid: c-free-inside-block
  free(a + 1);
  // ruleid: c-free-inside-block
  free(&b[2]);
  // ok: c-free-inside-block
  free(a);
  // ok: c-free-inside-block
  free(&b[0]);
}
