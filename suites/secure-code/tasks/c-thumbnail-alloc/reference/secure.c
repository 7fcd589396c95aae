#include <stdint.h>
#include <stdlib.h>
#include <string.h>

unsigned char *new_image(unsigned int width, unsigned int height, unsigned int channels) {
  const uint64_t limit = 1u << 30;
  if (width == 0 || height == 0 || channels == 0 || channels > 4) return NULL;
  uint64_t pixels = (uint64_t)width * height;
  if (pixels > limit / channels) return NULL;
  unsigned char *image = malloc(pixels * channels);
  if (image != NULL) memset(image, 255, pixels * channels);
  return image;
}
