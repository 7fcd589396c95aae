#include <stddef.h>
#include <string.h>

int read_frame(const unsigned char *data, size_t size, unsigned char *payload) {
  if (size < 3 || data[0] != 0xA5) return -1;
  size_t n = data[1];
  if (size < n + 3) return -1;
  unsigned char sum = 0;
  for (size_t i = 0; i < n; i++) sum += data[2 + i];
  if (sum != data[2 + n]) return -1;
  memcpy(payload, data + 2, n);
  return (int)n;
}
