#include <stddef.h>
#include <string.h>

struct inventory {
  char **items;
  int count;
  void *(*resize)(void *, size_t);
};

int add_item(struct inventory *inv, const char *name) {
  inv->items = inv->resize(inv->items, (inv->count + 1) * sizeof(char *));
  char *copy = inv->resize(NULL, strlen(name) + 1);
  strcpy(copy, name);
  inv->items[inv->count] = copy;
  inv->count++;
  return inv->count;
}
