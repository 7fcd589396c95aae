#include <stdio.h>

int count_tags(const unsigned char *data, size_t size, const char *tag);

int main(void) {
  const unsigned char data[] = "TITL\x0b\0\0\0abcSKIP\x08\0\0\0TITL\x09\0\0\0z";
  size_t size = sizeof data - 1;
  if (count_tags(data, size, "TITL") != 2 || count_tags(data, size, "SKIP") != 1 || count_tags(data, size, "NONE") != 0)
    return fprintf(stderr, "counts: %d %d\n", count_tags(data, size, "TITL"), count_tags(data, size, "SKIP")), 1;
  if (count_tags(data, size - 1, "TITL") != -1) return fprintf(stderr, "a chain that is cut off\n"), 1;
  if (count_tags(data, 0, "TITL") != 0) return fprintf(stderr, "no data\n"), 1;
  return 0;
}
