#include <stdint.h>
#include <string.h>

int count_tags(const unsigned char *data, size_t size, const char *tag) {
  size_t pos = 0;
  int count = 0;
  while (pos + 8 <= size) {
    if (memcmp(data + pos, tag, 4) == 0) count++;
    uint32_t length = data[pos + 4] | (data[pos + 5] << 8) | (data[pos + 6] << 16) | ((uint32_t)data[pos + 7] << 24);
    pos += length;
  }
  return pos == size ? count : -1;
}
