/* CWE-120: snprintf, and what it returns is looked at */
#include <stdio.h>
#include <stdlib.h>

int build_path(char *out, size_t size, const char *dir, const char *file)
{
    int n = snprintf(out, size, "%s/%s", dir, file);
    if (n < 0 || (size_t)n >= size)
        return -1;
    return 0;
}

FILE *open_config(const char *home)
{
    char path[256];
    if (build_path(path, sizeof path, home, ".apprc") != 0)
        return NULL;
    return fopen(path, "r");
}
