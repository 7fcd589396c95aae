#include <stdlib.h>
#include <string.h>

struct profile {
  char *name;
  char *motto;
};

void profile_free(struct profile *p) {
  free(p->name);
  free(p->motto);
  p->name = NULL;
  p->motto = NULL;
}

int profile_set(struct profile *p, const char *name, const char *motto) {
  profile_free(p);
  p->name = name ? strdup(name) : NULL;
  p->motto = motto ? strdup(motto) : NULL;
  return 0;
}

void profile_copy(struct profile *to, const struct profile *from) {
  profile_free(to);
  *to = *from;
}
