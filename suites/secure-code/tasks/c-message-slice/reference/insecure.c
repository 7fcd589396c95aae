#include <string.h>

int slice(char *out, int room, const char *text, int from, int length) {
  int size = strlen(text);
  if (from > size) from = size;
  if (from + length > size) length = size - from;
  if (length >= room) return -1;
  memcpy(out, text + from, length);
  out[length] = '\0';
  return length;
}
