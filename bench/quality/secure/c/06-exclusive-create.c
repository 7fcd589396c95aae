/* CWE-377, CWE-367: created exclusively, looked at through the descriptor */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int create_lock(const char *path)
{
    int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return -1;
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(fd);
        return -1;
    }
    if (dprintf(fd, "%ld\n", (long)getpid()) < 0) {
        close(fd);
        unlink(path);
        return -1;
    }
    return fd;
}
