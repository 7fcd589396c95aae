#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int join_path(char *out, size_t size, const char *folder, const char *name);

int main(void) {
  char *out = malloc(16);
  if (join_path(out, 16, "a", "b") != 0 || strcmp(out, "a/b") != 0) {
    fprintf(stderr, "ordinary use does not work\n");
    return 1;
  }
  // One byte more than there is room for, then many.
  if (join_path(out, 16, "folder", "123456789") != -1 || join_path(out, 16, "folder", "a-name-that-is-longer-than-the-buffer") != -1) {
    fprintf(stderr, "a path that does not fit is reported as fitting\n");
    return 1;
  }
  free(out);
  return 0;
}
