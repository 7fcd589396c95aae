/* CWE-377: mkstemp with a template of our own */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

FILE *scratch_file(void)
{
    char name[] = "/tmp/report-XXXXXX";
    int fd = mkstemp(name);
    if (fd == -1)
        return NULL;
    unlink(name);
    FILE *f = fdopen(fd, "w+");
    if (f == NULL)
        close(fd);
    return f;
}
