#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int read_frame(const unsigned char *data, size_t size, unsigned char *payload);

int main(void) {
  unsigned char *payload = malloc(255);
  const unsigned char good[] = {0xA5, 1, 5, 5};
  if (read_frame(good, 4, payload) != 1) return fprintf(stderr, "ordinary use does not work\n"), 1;
  for (size_t size = 0; size <= 5; size++) {
    unsigned char *cut = malloc(size ? size : 1);
    const unsigned char frame[] = {0xA5, 200, 1, 2, 3};
    memcpy(cut, frame, size);
    if (read_frame(cut, size, payload) != -1) return fprintf(stderr, "a frame cut off after %zu bytes is accepted\n", size), 1;
    free(cut);
  }
  free(payload);
  return 0;
}
