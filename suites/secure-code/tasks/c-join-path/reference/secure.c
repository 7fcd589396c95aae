#include <stdio.h>
#include <string.h>

int join_path(char *out, size_t size, const char *folder, const char *name) {
  size_t length = strlen(folder);
  const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";
  int written = snprintf(out, size, "%s%s%s", folder, slash, name);
  return written >= 0 && (size_t)written < size ? 0 : -1;
}
