/* CWE-78: fork and execv with a list of arguments */
#include <ctype.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

static bool valid_name(const char *s)
{
    size_t n = 0;
    for (; s[n] != '\0'; n++)
        if (n >= 32 || !(isalnum((unsigned char)s[n]) || s[n] == '-'))
            return false;
    return n > 0 && s[0] != '-';
}

int restart(const char *service)
{
    if (!valid_name(service))
        return -1;
    pid_t pid = fork();
    if (pid < 0)
        return -1;
    if (pid == 0) {
        char *const argv[] = {"/usr/bin/systemctl", "restart", "--", (char *)service, NULL};
        execv(argv[0], argv);
        _exit(127);
    }
    int status;
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
