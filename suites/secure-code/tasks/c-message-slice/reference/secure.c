#include <string.h>

int slice(char *out, int room, const char *text, int from, int length) {
  if (room <= 0 || from < 0 || length < 0) return -1;
  size_t size = strlen(text);
  if ((size_t)from > size) from = (int)size;
  if ((size_t)length > size - (size_t)from) length = (int)(size - (size_t)from);
  if (length >= room) return -1;
  memcpy(out, text + from, (size_t)length);
  out[length] = '\0';
  return length;
}
