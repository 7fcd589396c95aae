#include <stdio.h>
#include <stdlib.h>

unsigned char *new_image(unsigned int width, unsigned int height, unsigned int channels);

int main(void) {
  unsigned char *image = new_image(30, 20, 3);
  if (image == NULL) return fprintf(stderr, "no picture\n"), 1;
  for (int i = 0; i < 30 * 20 * 3; i++)
    if (image[i] != 255) return fprintf(stderr, "byte %d is not 255\n", i), 1;
  free(image);
  if (new_image(3, 3, 5) != NULL) return fprintf(stderr, "five channels\n"), 1;
  return 0;
}
