#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int show(int argc, char *argv[]) {
    char path[256];
    snprintf(path, sizeof path, "/srv/files/%s", getenv("PATH_INFO"));
    // ruleid: c-path-from-input
    FILE *file = fopen(path, "r");
    char name[64];
    fgets(name, sizeof name, stdin);
    // ruleid: c-path-from-input
    unlink(name);
    // ok: c-path-from-input
    FILE *log = fopen("/var/log/show.log", "a");
    if (strstr(argv[2], "..") || strchr(argv[2], '/')) return 1;
    // ok: c-path-from-input
    FILE *other = fopen(argv[2], "r");
}

int save(const char *path) {
    if (access(path, W_OK) != 0) return -1;
    // ruleid: c-file-race
    FILE *file = fopen(path, "w");
}
int clean(const char *path) {
    struct stat info;
    if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
        // ruleid: c-file-race
        unlink(path);
    }
    // ok: c-file-race
    int fd = open(other, O_RDONLY | O_NOFOLLOW);
    // ok: c-file-race
    fstat(fd, &info);
}

void create(void) {
    // ruleid: c-everyone-may-write
    chmod("/etc/service.conf", 0777);
    // ruleid: c-everyone-may-write
    umask(0);
    // ok: c-everyone-may-write
    chmod("/etc/service.conf", 0600);
    // ok: c-everyone-may-write
    mkdir("/var/lib/service", 0755);
    // ruleid: c-fixed-temporary-file
    FILE *a = fopen("/tmp/report.txt", "w");
    // ruleid: c-fixed-temporary-file
    int b = open("/tmp/lock", O_CREAT | O_RDWR, 0600);
    // ok: c-fixed-temporary-file
    int c = open("/tmp/lock", O_CREAT | O_EXCL | O_RDWR, 0600);
    // ok: c-fixed-temporary-file
    FILE *d = fopen("/tmp/report.txt", "r");
}

int main(int argc, char **argv) {
    // ok: c-path-from-input
    FILE *named = fopen(argv[1], "r");
    char inside[200];
    snprintf(inside, sizeof inside, "/srv/texts/%s", argv[2]);
    // ruleid: c-path-from-input
    FILE *text = fopen(inside, "r");
    return named == NULL || text == NULL;
}

void report(opener other) {
    char line[80];
    opener open = other;
    fgets(line, sizeof line, stdin);
    // ok: c-path-from-input
    open(line);
}
