#include <stdio.h>
#include <stdlib.h>

struct track {
  int seconds;
  struct track *next;
};

struct track *drop_short(struct track *head, int limit);

static struct track *list(const int *seconds, int count) {
  struct track *head = NULL;
  while (count-- > 0) {
    struct track *track = malloc(sizeof *track);
    track->seconds = seconds[count];
    track->next = head;
    head = track;
  }
  return head;
}

int main(void) {
  const int long_ones[] = {10, 20, 300, 400, 500};
  struct track *head = drop_short(list(long_ones, 5), 100);
  for (int expected = 300; expected <= 500; expected += 100, head = head->next)
    if (head == NULL || head->seconds != expected) return fprintf(stderr, "track of %d seconds is missing\n", expected), 1;
  if (head != NULL) return fprintf(stderr, "too many tracks\n"), 1;
  if (drop_short(list(long_ones, 2), 100) != NULL || drop_short(NULL, 5) != NULL) return fprintf(stderr, "an empty list is expected\n"), 1;
  return 0;
}
