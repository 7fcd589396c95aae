#include <stdlib.h>
#include <string.h>

struct profile {
  char *name;
  char *motto;
};

void profile_free(struct profile *p) {
  free(p->name);
  free(p->motto);
  p->name = p->motto = NULL;
}

int profile_set(struct profile *p, const char *name, const char *motto) {
  char *new_name = name ? strdup(name) : NULL;
  char *new_motto = motto ? strdup(motto) : NULL;
  profile_free(p);
  p->name = new_name;
  p->motto = new_motto;
  return 0;
}

void profile_copy(struct profile *to, const struct profile *from) {
  if (to != from) profile_set(to, from->name, from->motto);
}
