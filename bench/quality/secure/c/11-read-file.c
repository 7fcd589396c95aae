/* CWE-252, CWE-476: every return is looked at, one exit frees */
#include <stdio.h>
#include <stdlib.h>

#define MAX_SIZE (16L * 1024 * 1024)

char *read_all(const char *path, size_t *size)
{
    char *data = NULL;
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    if (fseek(f, 0, SEEK_END) != 0)
        goto done;
    long length = ftell(f);
    if (length < 0 || length > MAX_SIZE || fseek(f, 0, SEEK_SET) != 0)
        goto done;
    data = malloc((size_t)length + 1);
    if (data == NULL)
        goto done;
    *size = fread(data, 1, (size_t)length, f);
    data[*size] = '\0';
    if (ferror(f)) {
        free(data);
        data = NULL;
    }
done:
    fclose(f);
    return data;
}
