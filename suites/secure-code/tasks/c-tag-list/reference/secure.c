#include <stdint.h>
#include <string.h>

int count_tags(const unsigned char *data, size_t size, const char *tag) {
  int count = 0;
  while (size > 0) {
    if (size < 8) return -1;
    uint32_t length = data[4] | data[5] << 8 | data[6] << 16 | (uint32_t)data[7] << 24;
    if (length < 8 || length > size) return -1;
    if (memcmp(data, tag, 4) == 0) count++;
    data += length;
    size -= length;
  }
  return count;
}
