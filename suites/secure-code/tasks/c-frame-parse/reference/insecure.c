#include <stddef.h>
#include <string.h>

int read_frame(const unsigned char *data, size_t size, unsigned char *payload) {
  if (size < 3 || data[0] != 0xA5) return -1;
  int n = data[1];
  unsigned char checksum = 0;
  for (int i = 0; i < n; i++) {
    payload[i] = data[2 + i];
    checksum += payload[i];
  }
  if (checksum != data[2 + n]) return -1;
  return n;
}
