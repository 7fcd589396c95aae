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
  profile_set(&a, "Ada L.", NULL);
  if (strcmp(a.name, "Ada L.") != 0 || a.motto != NULL) return fprintf(stderr, "set twice\n"), 1;
  profile_copy(&b, &a);
  if (b.name == NULL || strcmp(b.name, "Ada L.") != 0 || b.motto != NULL) return fprintf(stderr, "copy\n"), 1;
  profile_free(&b);
  return 0;
}
