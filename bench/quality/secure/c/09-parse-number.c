/* CWE-190, CWE-20: strtol with all its checks, then the index is compared */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: month N\n");
        return 2;
    }
    char *end;
    errno = 0;
    long n = strtol(argv[1], &end, 10);
    if (errno != 0 || end == argv[1] || *end != '\0' || n < 1 || n > 12) {
        fprintf(stderr, "a number from 1 to 12 is expected\n");
        return 2;
    }
    puts(months[n - 1]);
    return 0;
}
