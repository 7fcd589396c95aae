#include <string.h>

void put_name(char field[8], const char *name) { strncpy(field, name, 8); }

size_t get_name(const char field[8], char *out) {
  strcpy(out, field);
  return strlen(out);
}
