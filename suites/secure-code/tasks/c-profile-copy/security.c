#include <stdio.h>
#include <string.h>

struct profile {
  char *name;
  char *motto;
};

int profile_set(struct profile *p, const char *name, const char *motto);
void profile_copy(struct profile *to, const struct profile *from);
void profile_free(struct profile *p);

int main(void) {
  struct profile a = {0}, b = {0};
  profile_set(&a, "Ada", "onwards");
  profile_copy(&b, &a);
  profile_free(&a);
  // What was freed with the first must not be used, or freed again, through the second.
  if (strcmp(b.name, "Ada") != 0 || strcmp(b.motto, "onwards") != 0) return fprintf(stderr, "the copy changed\n"), 1;
  profile_free(&b);
  return 0;
}
