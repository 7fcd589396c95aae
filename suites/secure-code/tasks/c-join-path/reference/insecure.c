#include <stdio.h>
#include <string.h>

int join_path(char *out, size_t size, const char *folder, const char *name) {
  if (out == NULL || folder == NULL || name == NULL || size == 0) return -1;
  strcpy(out, folder);
  size_t length = strlen(out);
  if (length == 0 || out[length - 1] != '/') strcat(out, "/");
  strcat(out, name);
  return 0;
}
