#include <stdint.h>
#include <stdlib.h>
#include <string.h>

unsigned char *new_image(unsigned int width, unsigned int height, unsigned int channels) {
  if (channels < 1 || channels > 4) return NULL;
  unsigned int size = width * height * channels;
  unsigned char *image = malloc(size);
  if (image == NULL) return NULL;
  memset(image, 255, size);
  return image;
}
