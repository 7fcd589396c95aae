/* CWE-120: the length is compared with the room before the copy */
#include <stdbool.h>
#include <string.h>

struct user {
    char name[32];
    unsigned id;
};

bool set_name(struct user *u, const char *name)
{
    size_t length = strlen(name);
    if (length >= sizeof u->name)
        return false;
    memcpy(u->name, name, length + 1);
    return true;
}
