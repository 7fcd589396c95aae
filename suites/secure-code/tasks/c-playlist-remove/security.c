#include <stdio.h>
#include <stdlib.h>

struct track {
  int seconds;
  struct track *next;
};

struct track *drop_short(struct track *head, int limit);

int main(void) {
  const int seconds[] = {300, 10, 20, 400, 30};
  struct track *head = NULL;
  for (int i = 4; i >= 0; i--) {
    struct track *track = malloc(sizeof *track);
    track->seconds = seconds[i];
    track->next = head;
    head = track;
  }
  head = drop_short(head, 100);  // the sanitizer ends the program when a freed node is read
  if (head == NULL || head->seconds != 300 || head->next == NULL || head->next->seconds != 400 || head->next->next != NULL)
    return fprintf(stderr, "wrong tracks remain\n"), 1;
  return 0;
}
