#include <stdio.h>
#include <string.h>

int join_path(char *out, size_t size, const char *folder, const char *name);

int main(void) {
  char out[64];
  if (join_path(out, sizeof out, "/srv/data", "a.txt") != 0 || strcmp(out, "/srv/data/a.txt") != 0) {
    fprintf(stderr, "joined: %s\n", out);
    return 1;
  }
  if (join_path(out, sizeof out, "pics/", "b.png") != 0 || strcmp(out, "pics/b.png") != 0) {
    fprintf(stderr, "a folder that ends with a slash: %s\n", out);
    return 1;
  }
  return 0;
}
