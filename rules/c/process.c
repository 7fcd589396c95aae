#include <unistd.h>

int drop(uid_t uid, gid_t gid) {
    // ruleid: c-privileges-unchecked
    setgid(gid);
    // ruleid: c-privileges-unchecked
    setuid(uid);
}
int drop_checked(uid_t uid, gid_t gid) {
    // ok: c-privileges-unchecked
    if (setgid(gid) != 0) abort();
    // ok: c-privileges-unchecked
    int failed = seteuid(uid);
}
int order(uid_t uid, gid_t gid) {
    if (setuid(uid) != 0) abort();
    // ruleid: c-privileges-order
    if (setgid(gid) != 0) abort();
}
int order_again(uid_t uid, gid_t gid) {
    int a = setuid(uid);
    // ruleid: c-privileges-order
    int b = setgid(gid);
}
int right(uid_t uid, gid_t gid) {
    // ok: c-privileges-order
    if (setgid(gid) != 0) abort();
    if (setuid(uid) != 0) abort();
}
int other(gid_t gid) {
    // ok: c-privileges-order
    return setgid(gid);
}
void jail(const char *root) {
    // ruleid: c-chroot-without-chdir
    chroot(root);
}
void jail_again(const char *root) {
    // ruleid: c-chroot-without-chdir
    if (chroot(root) != 0) abort();
    serve();
}
void jailed(const char *root) {
    // ok: c-chroot-without-chdir
    if (chroot(root) != 0) abort();
    if (chdir("/") != 0) abort();
}
void jailed_again(const char *root) {
    // ok: c-chroot-without-chdir
    chroot(root);
    chdir("/");
}
void serve(int server) {
    while (1) {
        int client = accept(server, NULL, NULL);
        // ruleid: c-fork-without-limit
        if (fork() == 0) handle(client);
    }
}
void serve_again(int server) {
    for (;;) {
        // ruleid: c-fork-without-limit
        pid_t child = fork();
        if (child == 0) handle(accept(server, NULL, NULL));
    }
}
void collected(int server) {
    while (1) {
        // ok: c-fork-without-limit
        pid_t child = fork();
        if (child == 0) handle(server);
        waitpid(child, NULL, 0);
    }
}
void once(void) {
    // ok: c-fork-without-limit
    if (fork() == 0) daemonize();
}
void signal_handler(int number) {
    // ruleid: c-signal-handler-calls
    printf("stopping\n");
    // ruleid: c-signal-handler-calls
    exit(0);
    // ok: c-signal-handler-calls
    write(1, "stop\n", 5);
    // ok: c-signal-handler-calls
    _exit(0);
}
int run(int argc, char **argv) {
    // ruleid: c-library-from-input
    void *plugin = dlopen(argv[1], RTLD_NOW);
    char *editor = getenv("EDITOR");
    // ruleid: c-library-from-input
    execlp(editor, editor, "notes", NULL);
    // ok: c-library-from-input
    void *fixed = dlopen("/usr/lib/plugin.so", RTLD_NOW);
    // ok: c-library-from-input
    execl("/bin/ls", "ls", argv[1], NULL);
}
