#include <stdlib.h>

struct track {
  int seconds;
  struct track *next;
};

struct track *drop_short(struct track *head, int limit) {
  struct track **link = &head;
  while (*link != NULL) {
    struct track *track = *link;
    if (track->seconds < limit) {
      *link = track->next;
      free(track);
    } else {
      link = &track->next;
    }
  }
  return head;
}
