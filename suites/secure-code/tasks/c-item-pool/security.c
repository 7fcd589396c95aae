#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct inventory {
  char **items;
  int count;
  void *(*resize)(void *, size_t);
};

int add_item(struct inventory *inv, const char *name);

static int quota;

static void *limited(void *old, size_t size) { return quota-- > 0 ? realloc(old, size) : NULL; }

int main(void) {
  for (int granted = 2; granted < 6; granted++) {
    struct inventory inv = {NULL, 0, limited};
    quota = granted;
    int added = 0;
    for (int i = 0; i < 4; i++)
      if (add_item(&inv, "rope") > 0) added++;
    if (added == 0 || added != inv.count) return fprintf(stderr, "%d added, %d counted\n", added, inv.count), 1;
    for (int i = 0; i < inv.count; i++)
      if (strcmp(inv.items[i], "rope") != 0) return fprintf(stderr, "an item is lost\n"), 1;
  }
  return 0;
}
