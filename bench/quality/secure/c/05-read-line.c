/* CWE-242, CWE-134: fgets with the size of the array, a constant format */
#include <stdio.h>
#include <string.h>

int main(void)
{
    char line[128];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '\0')
            continue;
        printf("%s\n", line);
    }
    return ferror(stdin) ? 1 : 0;
}
