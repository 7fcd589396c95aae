#include <stdio.h>
#include <string.h>

void put_name(char field[8], const char *name);
size_t get_name(const char field[8], char *out);

int main(void) {
  struct {
    char field[8];
    char end;
  } record = {"xxxxxxx", 0};
  char out[9];
  put_name(record.field, "Brno");
  if (memcmp(record.field, "Brno\0\0\0\0", 8) != 0) return fprintf(stderr, "not padded with zeros\n"), 1;
  if (get_name(record.field, out) != 4 || strcmp(out, "Brno") != 0) return fprintf(stderr, "name: %s\n", out), 1;
  put_name(record.field, "");
  if (get_name(record.field, out) != 0 || out[0] != '\0') return fprintf(stderr, "an empty name\n"), 1;
  return 0;
}
