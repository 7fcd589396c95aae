/* CWE-190: the product is checked before memory is asked for */
#include <stdint.h>
#include <stdlib.h>

struct item {
    uint32_t id;
    uint32_t amount;
};

struct item *read_items(const uint8_t *data, size_t length, size_t *count)
{
    if (length < 4)
        return NULL;
    uint32_t n = (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
    if (n == 0 || n > (length - 4) / sizeof(struct item))
        return NULL;
    struct item *items = calloc(n, sizeof *items);
    if (items == NULL)
        return NULL;
    *count = n;
    return items;
}
