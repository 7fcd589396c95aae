#include <stdio.h>
#include <stdlib.h>

void ping(const char *host) {
    char command[128];
    snprintf(command, sizeof command, "ping -c 1 %s", host);
    // ruleid: c-system
    system(command);
}

void greet(void) {
    char name[32];
    char command[64] = "echo ";
    fgets(name, sizeof name, stdin);
    strcat(command, name);
    // ruleid: c-system
    FILE *output = popen(command, "r");
}

int main(int argc, char **argv) {
    // ruleid: c-system
    system(argv[1]);
    // ok: c-system
    system("ls -l");
    // ok: c-system
    char *const arguments[] = {"ping", argv[1], NULL};
    execv("/bin/ping", arguments);
    char command[128];
    snprintf(command, sizeof command, "ping -c %d localhost", atoi(argv[1]));
    // ok: c-system
    system(command);
    if (!is_valid_host(argv[2])) return 1;
    snprintf(command, sizeof command, "ping %s", argv[2]);
    // ok: c-system
    system(command);
}
