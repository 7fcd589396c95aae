#include <string.h>

void put_name(char field[8], const char *name) {
  size_t length = strnlen(name, 8);
  memset(field, 0, 8);
  memcpy(field, name, length);
}

size_t get_name(const char field[8], char *out) {
  size_t length = strnlen(field, 8);
  memcpy(out, field, length);
  out[length] = '\0';
  return length;
}
