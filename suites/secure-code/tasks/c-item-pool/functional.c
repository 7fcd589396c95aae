#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct inventory {
  char **items;
  int count;
  void *(*resize)(void *, size_t);
};

int add_item(struct inventory *inv, const char *name);

int main(void) {
  struct inventory inv = {NULL, 0, realloc};
  char name[] = "sword";
  if (add_item(&inv, name) != 1) return fprintf(stderr, "first item\n"), 1;
  name[0] = 'S';
  for (int i = 2; i <= 50; i++)
    if (add_item(&inv, "rope") != i) return fprintf(stderr, "item %d\n", i), 1;
  if (strcmp(inv.items[0], "sword") != 0 || strcmp(inv.items[49], "rope") != 0) return fprintf(stderr, "items differ\n"), 1;
  return 0;
}
