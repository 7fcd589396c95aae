#include <stdio.h>
#include <stdlib.h>

unsigned char *new_image(unsigned int width, unsigned int height, unsigned int channels);

// A picture of several gigabytes may be refused by malloc, but must not be filled.
const char *__asan_default_options(void) { return "max_allocation_size_mb=512:allocator_may_return_null=1"; }

int main(void) {
  unsigned char *image = new_image(2, 2, 1);
  if (image == NULL) return fprintf(stderr, "ordinary use does not work\n"), 1;
  free(image);
  // The product is 2^32 + 4: in 32 bits, four bytes for a row of 65537 pixels and more.
  unsigned int probes[][3] = {{0x40000001u, 1, 4}, {0x10001u, 0x10000u, 1}, {0x80000000u, 2, 2}};
  for (int i = 0; i < 3; i++) {
    image = new_image(probes[i][0], probes[i][1], probes[i][2]);
    if (image == NULL) continue;
    volatile unsigned char last = image[65536];
    if (last != 255) return fprintf(stderr, "the picture is smaller than its size says\n"), 1;
    free(image);
  }
  return 0;
}
