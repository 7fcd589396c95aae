#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void put_name(char field[8], const char *name);
size_t get_name(const char field[8], char *out);

int main(void) {
  char *field = malloc(8), *out = malloc(9);
  const char *names[] = {"Katowice", "Bratislava"};
  for (int i = 0; i < 2; i++) {
    put_name(field, names[i]);
    memset(out, 'x', 9);
    if (get_name(field, out) != 8 || memcmp(out, names[i], 8) != 0 || out[8] != '\0')
      return fprintf(stderr, "a name of full width is not given back\n"), 1;
  }
  free(field);
  free(out);
  return 0;
}
