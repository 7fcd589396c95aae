/* CWE-401, CWE-190: realloc through a second pointer, growth is checked */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct buffer {
    char *data;
    size_t used, room;
};

int append(struct buffer *b, const char *text, size_t length)
{
    if (length > SIZE_MAX - b->used)
        return -1;
    size_t need = b->used + length;
    if (need > b->room) {
        size_t room = b->room ? b->room : 64;
        while (room < need) {
            if (room > SIZE_MAX / 2)
                return -1;
            room *= 2;
        }
        char *data = realloc(b->data, room);
        if (data == NULL)
            return -1;
        b->data = data;
        b->room = room;
    }
    memcpy(b->data + b->used, text, length);
    b->used = need;
    return 0;
}
