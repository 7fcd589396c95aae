#include <stddef.h>
#include <string.h>

struct inventory {
  char **items;
  int count;
  void *(*resize)(void *, size_t);
};

int add_item(struct inventory *inv, const char *name) {
  char **items = inv->resize(inv->items, (size_t)(inv->count + 1) * sizeof *items);
  if (items == NULL) return -1;
  inv->items = items;
  size_t size = strlen(name) + 1;
  char *copy = inv->resize(NULL, size);
  if (copy == NULL) return -1;
  memcpy(copy, name, size);
  items[inv->count] = copy;
  return ++inv->count;
}
