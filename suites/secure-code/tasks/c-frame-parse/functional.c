#include <stdio.h>
#include <string.h>

int read_frame(const unsigned char *data, size_t size, unsigned char *payload);

int main(void) {
  unsigned char payload[255];
  const unsigned char good[] = {0xA5, 3, 200, 100, 7, 51, 99};
  if (read_frame(good, sizeof good, payload) != 3 || memcmp(payload, good + 2, 3) != 0) return fprintf(stderr, "a good frame\n"), 1;
  const unsigned char empty[] = {0xA5, 0, 0};
  if (read_frame(empty, sizeof empty, payload) != 0) return fprintf(stderr, "an empty payload\n"), 1;
  const unsigned char wrong_sum[] = {0xA5, 1, 5, 6}, wrong_start[] = {0xA4, 1, 5, 5};
  if (read_frame(wrong_sum, 4, payload) != -1 || read_frame(wrong_start, 4, payload) != -1) return fprintf(stderr, "a bad frame is accepted\n"), 1;
  return 0;
}
