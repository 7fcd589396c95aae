#include <stdlib.h>

struct track {
  int seconds;
  struct track *next;
};

struct track *drop_short(struct track *head, int limit) {
  while (head != NULL && head->seconds < limit) {
    struct track *old = head;
    head = head->next;
    free(old);
  }
  struct track *previous = head;
  for (struct track *t = head ? head->next : NULL; t != NULL; t = t->next) {
    if (t->seconds < limit) {
      previous->next = t->next;
      free(t);
    } else {
      previous = t;
    }
  }
  return head;
}
